/** The whole product under load: real cameras behind failing networks, real viewers, one place that ends it all. */
import type { Browser } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { type CameraStreet, openCameraStreet } from './camera-street.ts';
import { until } from './until.ts';
import { ffmpegViewer, fmp4Viewer, hlsViewer, type Viewer, wallViewer } from './viewers.ts';

const OPERATOR = { account: 'duty', password: 'Guard-The-Street-7' };
const WALL = { account: 'wall', password: 'Guard-The-Street-8' };
const LIVE_WITHIN_MS = 120_000;

// biome-ignore format: one setting a line
const ENVIRONMENT = {
  // Sooner than the product's own, so that a run sees many of them.
  LIANQIN_RECORDING_SEGMENT_MS: '10000',
  LIANQIN_LIVE_IDLE_STOP_MS: '3000',
  // Nobody touches these consoles.
  LIANQIN_ACCOUNTS_IDLE_SIGN_OUT_MS: `${24 * 3_600_000}`,
};

export type Load = AsyncDisposable & {
  product: Product;
  street: CameraStreet;
  administrator: Client;
  operator: Client;
  cameraIds: readonly string[];
  viewers: readonly Viewer[];
  /** Rejects with who is not live, and why, when they are not all in time. */
  allLive(): Promise<void>;
};

type Wish = {
  cameraCount: number;
  /** On the wall; 0 opens no browser. */
  tiles: number;
  signal: AbortSignal;
};

export async function openLoad({ cameraCount, tiles, signal }: Wish): Promise<Load> {
  await using opening = new AsyncDisposableStack();
  const street = opening.use(await openCameraStreet(cameraCount));
  signal.throwIfAborted();
  const product = opening.use(await startProduct({ environment: ENVIRONMENT }));
  signal.throwIfAborted();
  const administrator = await product.signIn('admin');
  const [group] = await administrator.ask('GET /api/camera-groups');
  const wallGroup = await administrator.ask('POST /api/camera-groups', { body: { name: '墙' } });
  await administrator.ask('POST /api/people', { body: { ...OPERATOR, name: '张值班', role: 'operator' } });
  await administrator.ask('POST /api/people', {
    body: { ...WALL, name: '大屏', role: 'operator', cameraGroups: [wallGroup.id] },
  });
  const cameraIds: string[] = [];
  for (const [index, { name, sourceUrl, changes }] of street.cameras.entries()) {
    const groupId = index < tiles ? wallGroup.id : (group?.id ?? '');
    const { id } = await administrator.ask('POST /api/cameras', { body: { name, groupId, sourceUrl, ...changes } });
    cameraIds.push(id);
  }
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const browser = tiles > 0 ? await openBrowser({ endsOnSignal: false }) : undefined;
  if (browser) opening.defer(() => browser.close());
  const viewers = viewersOf({ product, operator, cameraIds, browser });
  opening.defer(async () => {
    await Promise.all(viewers.map((viewer) => viewer.close()));
  });
  const open = opening.move();
  return {
    ...{ product, street, administrator, operator, cameraIds, viewers },
    allLive: () => allLive(administrator, cameraCount, signal),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

type Seats = { product: Product; operator: Client; cameraIds: readonly string[]; browser: Browser | undefined };

function viewersOf({ product, operator, cameraIds, browser }: Seats): Viewer[] {
  const camera = (index: number) => cameraIds[index % cameraIds.length] ?? '';
  return [
    fmp4Viewer(operator, camera(0)),
    fmp4Viewer(operator, camera(5)),
    fmp4Viewer(operator, camera(13)),
    hlsViewer(operator, camera(1)),
    hlsViewer(operator, camera(8)),
    ffmpegViewer(operator, camera(2)),
    ...(browser ? [wallViewer(browser, product, WALL)] : []),
  ];
}

async function allLive(administrator: Client, count: number, signal: AbortSignal): Promise<void> {
  await until(
    async () => {
      const healths = await administrator.ask('GET /api/cameras/health');
      const others = healths.filter(({ state }) => state !== 'live');
      if (others.length === 0 && healths.length === count) return '';
      return `${healths.length} cameras told of, not live: ${JSON.stringify(others.map(({ cameraId, state, cause }) => ({ cameraId, state, cause })))}`;
    },
    { withinMs: LIVE_WITHIN_MS, signal },
  );
}
