/** What a console asks when it connects: what it missed. */
import { EntriesAfter, type MissedEntries } from '../../config/contract/events.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import type { Io } from './io.ts';
import { hasLostSight, mayTakeSight, scopeBefore } from './lost-sight.ts';
import { respond } from './respond.ts';

const MOST_MISSED = 1_000;

type Needs = { io: Io; journal: Journal; reader: Db; health: HealthBoard; clock: Clock; build: string };

export function openJournalChannel({ io, journal, reader, health, clock, build }: Needs): void {
  io.on('connection', (socket) => {
    socket.emit('welcome', { build, seq: journal.newestSeq, nowMs: clock() });
    socket.on(
      'entriesAfter',
      respond(EntriesAfter, async ({ seq, healthStamp }) => {
        const { person } = socket.data.asker;
        const missed = await missedSince(seq, person, { journal, reader });
        const cameras = (await cameraStore.all(reader)).filter(
          (camera) => health.changedAfter(healthStamp, camera.id) && maySeeCamera(person, camera),
        );
        return { ...missed, healthStamp: health.stamp, health: cameras.map((camera) => health.of(camera)) };
      }),
    );
  });
}

async function missedSince(
  seq: number,
  person: RightsHolder,
  { journal, reader }: Pick<Needs, 'journal' | 'reader'>,
): Promise<Pick<MissedEntries, 'seq' | 'entries' | 'complete'>> {
  const found = await journal.entriesAfter(seq, MOST_MISSED + 1);
  const entries = found.slice(0, MOST_MISSED);
  let lostSight = false;
  for (const entry of entries.filter(mayTakeSight)) {
    lostSight ||= hasLostSight(person, entry, await scopeBefore(reader, entry));
  }
  return {
    // What may be seen no more stands open in entries from before: a new snapshot is without it.
    entries: lostSight ? [] : entries.filter((entry) => maySee(person, entry.scope)),
    seq: entries.at(-1)?.seq ?? seq,
    complete: found.length <= MOST_MISSED && !lostSight,
  };
}
