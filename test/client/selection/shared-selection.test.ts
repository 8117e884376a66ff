/** What is chosen in one window is chosen in the others. */
import { once } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { useSelection } from '../../../client/src/selection/selection.ts';
import { shareSelection } from '../../../client/src/selection/shared-selection.ts';

const NOTHING = { cameraId: null, alertId: null, incidentId: null, gridId: null, unitId: null, personId: null };

beforeEach(() => useSelection.setState(NOTHING));

function otherWindow(): BroadcastChannel & Disposable {
  const channel = new BroadcastChannel('lianqin.selection');
  return Object.assign(channel, { [Symbol.dispose]: () => channel.close() });
}

/** What the other window hears next. */
async function heardBy(channel: BroadcastChannel): Promise<unknown> {
  const [event] = await once(channel as unknown as EventTarget & NodeJS.EventEmitter, 'message');
  return (event as MessageEvent).data;
}

test('another window hears what was chosen here', async () => {
  using other = otherWindow();
  const leave = shareSelection();
  const heard = heardBy(other);
  useSelection.getState().selectIncident('i1');
  expect(await heard).toEqual({ ...NOTHING, incidentId: 'i1' });
  leave();
});

test('what was chosen there is chosen here, and nonsense is not', async () => {
  using other = otherWindow();
  const leave = shareSelection();
  const chosen = new Promise<void>((resolve) => {
    const stop = useSelection.subscribe(() => {
      stop();
      resolve();
    });
  });
  other.postMessage({ cameraId: 7 });
  other.postMessage({ ...NOTHING, cameraId: 'c1' });
  await chosen;
  expect(useSelection.getState().cameraId).toBe('c1');
  leave();
});
