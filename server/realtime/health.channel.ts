/** Tells consoles how their cameras fare: only those that changed, together, four times a second at most. */

import { newLogger } from '../../config/kernel/logger.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { everySocket, type Io } from './io.ts';

const log = newLogger('health-channel');
const GATHER_MS = 250;

type Needs = { io: Io; health: HealthBoard; journal: Journal; reader: Db };

export function openHealthChannel({ io, health, journal, reader }: Needs): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const tell = async () => {
    const cameras = (await cameraStore.all(reader)).filter(({ id }) => changed.delete(id));
    changed.clear();
    for (const socket of everySocket(io)) {
      const visible = cameras.filter((camera) => maySeeCamera(socket.data.asker.person, camera));
      if (visible.length > 0) {
        socket.emit(
          'cameraHealth',
          visible.map((camera) => health.of(camera)),
        );
      }
    }
  };
  const gather = (cameraIds: string[]) => {
    for (const cameraId of cameraIds) changed.add(cameraId);
    timer ??= setTimeout(() => {
      timer = undefined;
      tell().catch((thrown) => log.error({ err: thrown }, 'health was not told'));
    }, GATHER_MS);
  };

  const stopHealth = health.events.on('changed', gather);
  const stopJournal = journal.events.on('committed', ({ kind, subject, body }) => {
    if (kind !== 'camera') return;
    if (body === null) health.forget(subject);
    else health.mark([subject]);
    gather([subject]);
  });
  return () => {
    clearTimeout(timer);
    stopHealth();
    stopJournal();
  };
}
