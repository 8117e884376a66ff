/** Viewers in Chromium, each with a WHEP connection of its own, whose packets end in a relay. */
import { openBrowser } from '../fixtures/browser.ts';
import type { BenchNode } from './bench-node.ts';
import { type Arrival, openSrtpRelay, type Received } from './srtp-relay.ts';
import { within } from './within.ts';

const CONNECT_WITHIN_MS = 20_000;

export type Viewers = AsyncDisposable & {
  /** One more viewer of each. */
  watch(cameraIds: readonly string[]): Promise<void>;
  /** By all of them together, since they began. */
  received(): Received;
  /** What the kernel could not keep for the relay. */
  dropped(): number;
};

export async function openViewers(node: BenchNode, onRtp?: (arrival: Arrival) => void): Promise<Viewers> {
  await using opening = new AsyncDisposableStack();
  const relay = opening.use(await openSrtpRelay(node.rtcPort, onRtp));
  const browser = opening.use(await openBrowser());
  const page = await browser.newPage();
  await page.goto(node.url);
  await page.addScriptTag({ path: new URL('./whep-viewers.js', import.meta.url).pathname });
  const open = opening.move();
  return {
    async watch(cameraIds) {
      for (const cameraId of cameraIds) {
        await within(
          CONNECT_WITHIN_MS,
          `a viewer of ${cameraId}`,
          page.evaluate(`watchThrough(${relay.port}, '/${cameraId}')`),
        );
      }
    },
    received: relay.received,
    dropped: relay.dropped,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
