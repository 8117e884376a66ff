/** Over the runtime's own BroadcastChannel and Web Locks; the windows are in this process. */
import { afterEach, expect, test } from 'vitest';
import { beWindow, openWindows, tellWindow } from '../../../client/src/screens/pop-out-channel.ts';
import type { WallContent } from '../../../config/contract/wall.ts';

const wall = (slot: string): WallContent => ({ kind: 'wall', layout: '1x1', slots: [slot] });

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function open(windowId: string, content: WallContent, onShow: (content: WallContent) => void = () => {}): void {
  ends.push(beWindow({ windowId, shown: () => content, onShow }));
}

test('the windows that are open are found in the order they were opened, each with what it shows', async () => {
  open('2', wall('market'));
  open('1', wall('east'));
  expect(await openWindows()).toEqual([
    { windowId: '1', content: wall('east') },
    { windowId: '2', content: wall('market') },
  ]);
});

test('a window that is busy for a while is waited for', async () => {
  const channel = new BroadcastChannel('lianqin.pop-outs');
  const { promise, resolve: close } = Promise.withResolvers<void>();
  void navigator.locks.request('lianqin.pop-outs.busy', () => promise);
  ends.push(() => channel.close(), close);
  channel.onmessage = () =>
    setTimeout(() => channel.postMessage({ say: 'here', windowId: 'busy', content: wall('east') }), 1_500);
  expect(await openWindows()).toEqual([{ windowId: 'busy', content: wall('east') }]);
});

test('a window that is closed is not waited for', async () => {
  open('1', wall('east'));
  await openWindows();
  for (const end of ends.splice(0)) end();
  await expect.poll(async () => (await navigator.locks.query()).held).toEqual([]);
  const askedAtMs = performance.now();
  expect(await openWindows()).toEqual([]);
  expect(performance.now() - askedAtMs).toBeLessThan(4_000);
});

test('only the window that is told shows something else', async () => {
  const shown: string[] = [];
  open('1', wall('east'), ({ slots }) => shown.push(`1 ${slots}`));
  open('2', wall('market'), ({ slots }) => shown.push(`2 ${slots}`));
  tellWindow({ say: 'show', windowId: '2', content: wall('school') });
  await expect.poll(() => shown).toEqual(['2 school']);
});
