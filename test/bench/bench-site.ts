/**
 * The whole product with the cameras of the bench, an operator's ear at its socket,
 * and an operator's browser: what is measured here goes the way the console goes.
 */
import { io } from 'socket.io-client';
import type { AddCamera, CameraHealth, CameraState } from '../../config/contract/camera.ts';
import { type Reply, unwrap } from '../../config/contract/errors.ts';
import type { MissedEntries } from '../../config/contract/events.ts';
import { type Product, startProduct } from '../fixtures/product.ts';
import { within } from './within.ts';

const START_WITHIN_MS = 30_000;
const TOLD_WITHIN_MS = 90_000;
const OPERATOR = { account: 'bench', password: 'Measure-The-Street-7' };

export type BenchSite = AsyncDisposable & {
  product: Product;
  /** In the order they were asked for. */
  cameraIds: readonly string[];
  cookie: Cookie;
  /** A session of its own: one that nobody touches ends after half an hour. */
  signIn(): Promise<Cookie>;
  /** Resolves when an operator has been told of each of these that it is in that state, now or since: with when, in ms since the epoch. */
  told(state: CameraState, cameraIds?: readonly string[]): Promise<number>;
};

type Cookie = { name: string; value: string };
type Wanted = Pick<AddCamera, 'sourceUrl'> & Partial<Pick<AddCamera, 'subSourceUrl' | 'keepWarm'>>;

export async function openBenchSite(cameras: readonly Wanted[]): Promise<BenchSite> {
  await using opening = new AsyncDisposableStack();
  const product = opening.use(await within(START_WITHIN_MS, 'the product', startProduct()));
  const killed = () => {
    try {
      process.kill(product.pid, 'SIGTERM');
    } catch {
      // It has ended by itself, and what failed for it has been told.
    }
  };
  process.once('exit', killed);
  opening.defer(() => void process.off('exit', killed));
  const administrator = await product.signIn('admin');
  await administrator.ask('POST /api/people', { body: { ...OPERATOR, name: 'bench', role: 'operator' } });
  const [group] = await administrator.ask('GET /api/camera-groups');
  const cameraIds: string[] = [];
  for (const [index, camera] of cameras.entries()) {
    const added = await administrator.ask('POST /api/cameras', {
      body: { name: `${index}`, groupId: group?.id ?? '', analyse: false, recording: { mode: 'off' }, ...camera },
    });
    cameraIds.push(added.id);
  }
  const signIn = async () => (await product.signIn(OPERATOR.account, OPERATOR.password)).cookie;
  const cookie = await signIn();
  const states = opening.use(await hearStates(product.url, cookie));
  const open = opening.move();
  return {
    product,
    cameraIds,
    cookie,
    signIn,
    told: (state, these = cameraIds) =>
      within(TOLD_WITHIN_MS, `${these.length} cameras ${state}`, states.told(state, these)).catch((thrown) => {
        throw new Error(`${thrown.message}, but ${states.counts(these)}`);
      }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

type Told = Pick<CameraHealth, 'cameraId' | 'state' | 'cause'>;
type States = Disposable & {
  told(state: CameraState, cameraIds: readonly string[]): Promise<number>;
  /** For the log: how many are in which state, and why. */
  counts(cameraIds: readonly string[]): string;
};

async function hearStates(url: string, { name, value }: Cookie): Promise<States> {
  const socket = io(url, {
    path: '/realtime',
    transports: ['websocket'],
    extraHeaders: { Cookie: `${name}=${value}` },
  });
  const states = new Map<string, Told>();
  const looks = new Set<() => void>();
  const hear = (health: Told[]) => {
    for (const told of health) states.set(told.cameraId, told);
    for (const look of looks) look();
  };
  socket.on('cameraHealth', hear);
  const welcome = new Promise<void>((resolve) => socket.once('welcome', () => resolve()));
  await within(START_WITHIN_MS, 'a console’s welcome', welcome);
  const missed: Reply<MissedEntries> = await socket.timeout(START_WITHIN_MS).emitWithAck('entriesAfter', { seq: 0 });
  hear(unwrap(missed).health);
  return {
    told: (state, cameraIds) =>
      new Promise((resolve) => {
        const missing = new Set(cameraIds);
        const look = () => {
          for (const cameraId of missing) if (states.get(cameraId)?.state === state) missing.delete(cameraId);
          if (missing.size > 0) return;
          looks.delete(look);
          resolve(performance.timeOrigin + performance.now());
        };
        looks.add(look);
        look();
      }),
    counts: (cameraIds) => {
      const counts = new Map<string, number>();
      for (const cameraId of cameraIds) {
        const { state = 'unknown', cause } = states.get(cameraId) ?? {};
        const what = [state, cause?.code ?? []].flat().join(' ');
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
      return [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
    },
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}
