/** Starts the media node that is measured as a process of its own, and tells it what to do. */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMPILED } from '../../server/nodes/child-node.ts';
import { endWithUs } from './end-with-us.ts';
import { within } from './within.ts';

export type NodeQuestion =
  | { name: 'ports' | 'liveCount' | 'feedAll' | 'endFeeds'; input: null }
  /** Camera id → RTSP address. */
  | { name: 'carry'; input: Record<string, string> };
export type NodeAnswer = { id: number; value: null | number | { http: number; rtc: number }; failure?: string };

export type BenchNode = AsyncDisposable & {
  pid: number;
  /** Where WHEP is asked for by camera id. */
  url: string;
  rtcPort: number;
  /** Resolves when all of them are live. */
  carry(cameras: Record<string, string>): Promise<void>;
  /** Every camera as while it is watched, but without anybody to encrypt for. */
  feedAll(): Promise<void>;
  endFeeds(): Promise<void>;
};

const LOOK_EVERY_MS = 100;
const LIVE_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 30_000;

export async function openBenchNode(): Promise<BenchNode> {
  const child = fork(new URL('./media-node.main.ts', import.meta.url).pathname, {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = endWithUs(child);
  const ask = asking(child);
  const ports = await ask({ name: 'ports', input: null });
  if (ports === null || typeof ports === 'number') throw new Error('the media node has no ports');
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${ports.http}`,
    rtcPort: ports.rtc,
    async carry(cameras) {
      await ask({ name: 'carry', input: cameras });
      const count = Object.keys(cameras).length;
      const giveUpAtMs = performance.now() + LIVE_WITHIN_MS;
      while ((await ask({ name: 'liveCount', input: null })) !== count) {
        if (performance.now() > giveUpAtMs)
          throw new Error(`${count} cameras not live within ${LIVE_WITHIN_MS / 1_000} s`);
        await sleep(LOOK_EVERY_MS);
      }
    },
    feedAll: () => ask({ name: 'feedAll', input: null }).then(() => {}),
    endFeeds: () => ask({ name: 'endFeeds', input: null }).then(() => {}),
    [Symbol.asyncDispose]: end,
  };
}

function asking(child: ChildProcess): (question: NodeQuestion) => Promise<NodeAnswer['value']> {
  const waiting = new Map<number, PromiseWithResolvers<NodeAnswer['value']>>();
  let asked = 0;
  child.on('message', ({ id, value, failure }: NodeAnswer) => {
    const question = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) question?.resolve(value);
    else question?.reject(new Error(`the media node: ${failure}`));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the media node ended with ${code}`));
  });
  return (question) => {
    asked += 1;
    const answer = Promise.withResolvers<NodeAnswer['value']>();
    waiting.set(asked, answer);
    child.send({ ...question, id: asked });
    return within(ANSWER_WITHIN_MS, `the media node’s ${question.name}`, answer.promise);
  };
}
