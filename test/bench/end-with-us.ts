/** Lets no process the bench started outlive it, however the bench ends. */
import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Answers the way to end it earlier; to end it twice is harmless. */
export function endWithUs(child: ChildProcess): () => Promise<void> {
  running.add(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
  });
  return () => {
    child.kill('SIGKILL');
    return gone;
  };
}
