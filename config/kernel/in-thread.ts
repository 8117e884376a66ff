/** Does one piece of work where it can do no harm: in a thread of its own, with bounded memory, for a bounded time. */
import { type ResourceLimits, Worker } from 'node:worker_threads';

type Bounds = { withinMs: number; limits: ResourceLimits };

/** What the thread at `module` says first. Rejects when it breaks, or ends without a word. */
export function inThread<T>(module: URL, workerData: unknown, { withinMs, limits }: Bounds): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData, resourceLimits: limits });
    const timer = setTimeout(() => void worker.terminate(), withinMs);
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread ended without a word'));
    });
  });
}
