/**
 * How a desk and the windows it opened find each other again, also after one of them was
 * loaded anew: over a channel of the browser. A window says what it shows, and does what it is told.
 *
 * That a window is open is told by the lock it holds (Web Locks API), which the browser takes back
 * when it is gone: one that is busy is waited for and never opened twice.
 */
import { z } from 'zod';
import { WallContent } from '../../../config/contract/wall.ts';

const NAME = 'lianqin.pop-outs';
const LOCK = `${NAME}.`;
/** What holds its lock and does not answer within this hangs, and is none. */
const HANGS_AFTER_MS = 5_000;
/** Without locks (no HTTPS) nobody knows whom to wait for; most answer within a few milliseconds. */
const UNKNOWN_ANSWER_WITHIN_MS = 500;

const Said = z.discriminatedUnion('say', [
  z.object({ say: z.literal('who') }),
  z.object({ say: z.literal('here'), windowId: z.string(), content: WallContent }),
  z.object({ say: z.literal('show'), windowId: z.string(), content: WallContent }),
  z.object({ say: z.literal('close'), windowId: z.string() }),
]);
type Said = z.infer<typeof Said>;

export type OpenWindow = { windowId: string; content: WallContent };

/** The windows that are open, in the order they were opened. */
export async function openWindows(): Promise<OpenWindow[]> {
  const openIds = await lockedIds();
  const found = new Map<string, WallContent>();
  const { promise: heard, resolve: end } = Promise.withResolvers<void>();
  const endWhenWhole = () => openIds?.every((windowId) => found.has(windowId)) && end();
  const { say, close } = join((said) => {
    if (said.say === 'here') found.set(said.windowId, said.content);
    endWhenWhole();
  });
  const timer = setTimeout(end, openIds ? HANGS_AFTER_MS : UNKNOWN_ANSWER_WITHIN_MS);
  say({ say: 'who' });
  endWhenWhole();
  await heard;
  clearTimeout(timer);
  close();
  return [...found]
    .map(([windowId, content]) => ({ windowId, content }))
    .toSorted((one, other) => (one.windowId < other.windowId ? -1 : 1));
}

export function tellWindow(what: Extract<Said, { say: 'show' | 'close' }>): void {
  const { say, close } = join(() => {});
  say(what);
  close();
}

type Window = { windowId: string; shown: () => WallContent; onShow: (content: WallContent) => void };

/** For the window itself; answers the way out. */
export function beWindow({ windowId, shown, onShow }: Window): () => void {
  const { say, close } = join((said) => {
    if (said.say === 'who') say({ say: 'here', windowId, content: shown() });
    if (said.say === 'show' && said.windowId === windowId) onShow(said.content);
    if (said.say === 'close' && said.windowId === windowId) window.close();
  });
  const unlock = lock(windowId);
  return () => {
    unlock();
    close();
  };
}

function lock(windowId: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void lockManager()?.request(`${LOCK}${windowId}`, () => promise);
  return resolve;
}

/** Null where the browser tells nothing. */
async function lockedIds(): Promise<string[] | null> {
  const locks = await lockManager()?.query();
  if (!locks) return null;
  return (locks.held ?? [])
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith(LOCK))
    .map((name) => name.slice(LOCK.length));
}

/** Only in a secure context. */
const lockManager = () => (navigator as { locks?: LockManager }).locks;

function join(onSaid: (said: Said) => void): { say: (what: Said) => void; close: () => void } {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    const said = Said.safeParse(data);
    if (said.success) onSaid(said.data);
  };
  return { say: (what) => channel.postMessage(what), close: () => channel.close() };
}
