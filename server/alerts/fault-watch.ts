/**
 * Watches the equipment and makes alerts of its faults.
 *
 * While the media node is away its cameras are not judged: that nothing can be had is
 * one alert, not one a camera. A fault is told of once; a person who closes its alert
 * while it goes on is not told again before it was over.
 */
import type { Camera } from '../../config/contract/camera.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import type { Fault } from './alert.rules.ts';
import type { AlertService } from './alert.service.ts';
import * as alertStore from './alert.store.ts';
import { judgeClock, judgeNode, judgeOffline, type Verdict } from './fault.rules.ts';

const log = newLogger('fault-watch');
const LOOK_EVERY_MS = 1_000;

type Needs = {
  alerts: AlertService;
  health: HealthBoard;
  journal: Journal;
  reader: Db;
  clock: Clock;
  /** Whether a node that never came is missed. */
  expectsNode: boolean;
};

type Known = Pick<Fault, 'cameraId'> & { goesOn: boolean; count: number };

/** Returns the way to stop watching. */
export function openFaultWatch({ alerts, health, journal, reader, clock, expectsNode }: Needs): () => void {
  const known = new Map<string, Known>();
  let cameras: Camera[] | undefined;
  let nodeWasThere = health.awaySinceMs === null;
  let isLooking = false;
  let isRemembered = false;

  /** What was at fault when the server last ended may have come back since. */
  const remember = async () => {
    for (const alert of await alertStore.goingOn(reader)) {
      known.set(keyOf(alert), { cameraId: alert.cameraId, goesOn: true, count: alert.repeatCount });
    }
    isRemembered = true;
  };

  const act = async ({ fault, is }: Verdict) => {
    const key = keyOf(fault);
    const before = known.get(key) ?? { cameraId: fault.cameraId, goesOn: false, count: 0 };
    if (is === 'faulty' && !before.goesOn) {
      await alerts.reportFault(fault);
      known.set(key, { ...before, goesOn: true, count: before.count + 1 });
    }
    if (is === 'well' && before.goesOn) {
      await alerts.recoverFault(fault);
      known.set(key, { ...before, goesOn: false });
    }
  };

  const look = async () => {
    if (!isRemembered) await remember();
    const nowMs = clock();
    const { awaySinceMs } = health;
    if (nodeWasThere || expectsNode) await act(judgeNode({ awaySinceMs, wasThere: nodeWasThere, nowMs }));
    if (awaySinceMs !== null) return;
    cameras ??= await cameraStore.all(reader);
    const judged = cameras.filter(({ disabled }) => !disabled);
    for (const camera of judged) {
      const seen = { health: health.of(camera), nowMs };
      await act(judgeOffline({ ...seen, faultCount: known.get(`cameraOffline ${camera.id}`)?.count ?? 0 }));
      await act(judgeClock({ ...seen, faultCount: 0 }));
    }
    const kept = new Set<string | null>([null, ...judged.map(({ id }) => id)]);
    for (const [key, { cameraId }] of known) if (!kept.has(cameraId)) known.delete(key);
  };

  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((thrown) => log.error({ err: thrown }, 'faults were not told'))
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS);
  const stopHealth = health.events.on('changed', () => {
    nodeWasThere ||= health.awaySinceMs === null;
  });
  const stopJournal = journal.events.on('committed', ({ kind }) => {
    if (kind === 'camera') cameras = undefined;
  });
  return () => {
    clearInterval(timer);
    stopHealth();
    stopJournal();
  };
}

function keyOf({ kind, cameraId }: { kind: string; cameraId: string | null }): string {
  return `${kind} ${cameraId ?? ''}`;
}
