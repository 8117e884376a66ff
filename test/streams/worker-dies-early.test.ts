/** The SFU's worker dies while the media node starts: no node may stand there without it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openTestNode } from '../fixtures/media-node.ts';
import { holdingsOf, workerOf } from '../load/census.ts';

/** Each is read when a node starts, which takes long enough for something to happen meanwhile. */
const LEFTOVERS = 3_000;

test('a node whose worker dies while it starts does not start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-leftovers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const day = join(folder, 'gate', '2026-01-01');
  mkdirSync(day, { recursive: true });
  for (let index = 0; index < LEFTOVERS; index += 1) writeFileSync(join(day, `${index}.part`), '');

  const opening = openTestNode({ recording: { folder, timeZone: 'Asia/Shanghai', segmentMs: 60_000 } });
  let isSettled = false;
  const settled = opening.then(
    (node) => node[Symbol.asyncDispose](),
    () => {},
  );
  void settled.then(() => {
    isSettled = true;
  });
  // Its WebRTC port is the last thing the SFU opens.
  while (!(holdingsOf('worker', workerOf(process.pid))['worker: tcp listening'] ?? 0)) await sleep(1);
  expect(isSettled).toBe(false);
  process.kill(workerOf(process.pid), 'SIGKILL');
  await expect(opening).rejects.toThrow();
  await settled;
});
