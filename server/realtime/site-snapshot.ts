/** All that a console shows, as it stands: what it begins with, and begins again with when it missed too much. */
import type { SnapshotDocument } from '../../config/contract/events.ts';
import { textOf } from '../../config/contract/incident-wire.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { may, mayReach } from '../../config/contract/rights.ts';
import { currentAlerts } from '../alerts/alert.service.ts';
import { maySeeCamera } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import * as cameraGroupStore from '../cameras/camera-group.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import * as gridStore from '../grids/grid.store.ts';
import { currentLeanIncidents } from '../incidents/incident.service.ts';
import * as journalStore from '../journal/journal.store.ts';
import { currentNotices } from '../notices/notice.service.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';

const NOTICES_READ_SHOWN = 50;

type Parts = Omit<SnapshotDocument, 'incidents'> & { incidents: readonly Uint8Array[] };

/** JSON of a `SnapshotDocument` in ASCII, in parts that follow one another. */
export async function snapshotJsonFor(
  person: RightsHolder,
  reader: Db,
  health: HealthBoard,
): Promise<Iterable<Uint8Array>> {
  return jsonOf(await partsFor(person, reader, health));
}

function* jsonOf({ incidents, ...others }: Parts): Generator<Uint8Array> {
  yield bytes(`${textOf(others).slice(0, -1)},"incidents":[`);
  for (const [nth, incident] of incidents.entries()) {
    if (nth > 0) yield COMMA;
    yield incident;
  }
  yield bytes(']}');
}

const COMMA = bytes(',');

function bytes(ascii: string): Uint8Array {
  return Buffer.from(ascii, 'latin1');
}

/** One transaction, so that everything in it stands at the same `seq`. */
function partsFor(person: RightsHolder, reader: Db, health: HealthBoard): Promise<Parts> {
  return reader.transaction().execute(async (db) => {
    const cameras = (await cameraStore.all(db)).filter((camera) => maySeeCamera(person, camera));
    const groups = (await cameraGroupStore.all(db)).filter(({ id }) => mayReach(person, id));
    return {
      seq: (await journalStore.newest(db))?.seq ?? 0,
      cameras,
      cameraGroups: may(person, 'camera.view') ? groups : [],
      grids: may(person, 'grid.view') ? await gridStore.all(db) : [],
      alerts: await currentAlerts(db, person),
      incidents: await currentLeanIncidents(db, person),
      units: may(person, 'unit.view') ? await unitStore.all(db) : [],
      notices: may(person, 'notice.view') ? await currentNotices(db, person, NOTICES_READ_SHOWN) : [],
      healthStamp: health.stamp,
      health: cameras.map((camera) => health.of(camera)),
    };
  });
}
