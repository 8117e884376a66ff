/**
 * How a desk and the windows it opened find each other again, also after one of them was
 * loaded anew: over a channel of the browser. A window says what it shows, and does what it is told.
 */
import { z } from 'zod';
import { WallContent } from '../../../config/contract/wall.ts';

const NAME = 'lianqin.pop-outs';
/** Windows of one browser answer within a few milliseconds. */
const ANSWER_WITHIN_MS = 200;

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
  const found = new Map<string, WallContent>();
  const { say, close } = join((said) => {
    if (said.say === 'here') found.set(said.windowId, said.content);
  });
  say({ say: 'who' });
  await new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS));
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
  return close;
}

function join(onSaid: (said: Said) => void): { say: (what: Said) => void; close: () => void } {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    const said = Said.safeParse(data);
    if (said.success) onSaid(said.data);
  };
  return { say: (what) => channel.postMessage(what), close: () => channel.close() };
}
