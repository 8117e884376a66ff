/** What a console asks when it connects: how everything stands, or what it missed. */
import { EntriesAfter, type MissedEntries, Nothing, type Snapshot } from '../../config/contract/events.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { may, mayReach, maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { currentAlerts } from '../alerts/alert.service.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import * as cameraGroupStore from '../cameras/camera-group.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import * as gridStore from '../grids/grid.store.ts';
import { currentIncidents } from '../incidents/incident.service.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { Journal } from '../journal/journal.ts';
import * as noticeStore from '../notices/notice.store.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import type { Io } from './io.ts';
import { respond } from './respond.ts';

const MOST_MISSED = 1_000;
const NOTICES_READ_SHOWN = 50;

type Needs = { io: Io; journal: Journal; reader: Db; health: HealthBoard; clock: Clock; build: string };

export function openJournalChannel({ io, journal, reader, health, clock, build }: Needs): void {
  io.on('connection', (socket) => {
    socket.emit('welcome', { build, seq: journal.newestSeq, nowMs: clock() });
    socket.on(
      'snapshot',
      respond(Nothing, () => snapshotFor(socket.data.asker.person, reader, health)),
    );
    socket.on(
      'entriesAfter',
      respond(EntriesAfter, ({ seq }) => missedSince(seq, socket.data.asker.person, journal)),
    );
  });
}

/** One transaction, so that everything in it stands at the same `seq`. */
function snapshotFor(person: RightsHolder, reader: Db, health: HealthBoard): Promise<Snapshot> {
  return reader.transaction().execute(async (db) => {
    const cameras = (await cameraStore.all(db)).filter((camera) => maySeeCamera(person, camera));
    const groups = (await cameraGroupStore.all(db)).filter(({ id }) => mayReach(person, id));
    return {
      seq: (await journalStore.newest(db))?.seq ?? 0,
      cameras,
      cameraGroups: may(person, 'camera.view') ? groups : [],
      grids: may(person, 'grid.view') ? await gridStore.all(db) : [],
      alerts: await currentAlerts(db, person),
      incidents: await currentIncidents(db, person),
      units: may(person, 'unit.view') ? await unitStore.all(db) : [],
      notices: may(person, 'notice.view') ? await noticeStore.ofPerson(db, person.id, NOTICES_READ_SHOWN) : [],
      health: cameras.map((camera) => health.of(camera)),
    };
  });
}

async function missedSince(seq: number, person: RightsHolder, journal: Journal): Promise<MissedEntries> {
  const found = await journal.entriesAfter(seq, MOST_MISSED + 1);
  const entries = found.slice(0, MOST_MISSED);
  return {
    entries: entries.filter((entry) => maySee(person, entry.scope)),
    seq: entries.at(-1)?.seq ?? seq,
    complete: found.length <= MOST_MISSED,
  };
}
