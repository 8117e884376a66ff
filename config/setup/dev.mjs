/**
 * `npm run dev`: the server, started anew when its files change, and the console
 * from Vite, which passes everything else on to it. Ends both when one ends.
 */
import { spawn } from 'node:child_process';

const children = [
  spawn('node', ['--watch', 'server/main.ts'], { stdio: 'inherit' }),
  spawn('vite', ['client'], { stdio: 'inherit' }),
];
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode ??= code ?? 0;
  });
}
