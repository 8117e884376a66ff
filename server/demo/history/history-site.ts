/** The parts of the product that a history is written with: the real services over the data folder, on a clock that is moved. */
import { join } from 'node:path';
import type { Person, RightsHolder } from '../../../config/contract/person.ts';
import type { NewId } from '../../../config/kernel/new-id.ts';
import { headsPathOf, type Settings } from '../../../config/settings/settings.ts';
import { newAccountEvents } from '../../accounts/account-events.ts';
import { type FirstPassword, newPassword, openFirstPasswords } from '../../accounts/first-passwords.ts';
import { PersonService } from '../../accounts/person.service.ts';
import * as personStore from '../../accounts/person.store.ts';
import { SessionService } from '../../accounts/session.service.ts';
import { AlertService } from '../../alerts/alert.service.ts';
import { openAlertPictures } from '../../alerts/alert-pictures.ts';
import * as cameraStore from '../../cameras/camera.store.ts';
import { HealthBoard } from '../../cameras/camera-health.ts';
import * as gridStore from '../../grids/grid.store.ts';
import { GridMemberService } from '../../grids/grid-member.service.ts';
import { IncidentService } from '../../incidents/incident.service.ts';
import { openHeadSigning } from '../../journal/head-signing.ts';
import { openJournal, SYSTEM } from '../../journal/journal.ts';
import * as matterStore from '../../matters/matter.store.ts';
import { NoticeService } from '../../notices/notice.service.ts';
import { openRightsBoard } from '../../rights/rights-board.ts';
import { HandoverService } from '../../roster/handover.service.ts';
import * as shiftStore from '../../roster/shift.store.ts';
import { StartError } from '../../start-error.ts';
import { openDatabase } from '../../storage/database.ts';
import { readOrMakeKey } from '../../storage/key-file.ts';
import * as unitStore from '../../units/unit.store.ts';
import { layOutFirstStart } from '../first-start.ts';
import { MORE_PEOPLE } from './cast.ts';
import type { MovableClock } from './movable-clock.ts';

type Needs = { folder: string; settings: Settings; clock: MovableClock; newId: NewId; rosterDays: number };
export type HistorySite = Awaited<ReturnType<typeof openHistorySite>>;

/** With its street laid out and its people there. Closing it signs the head of the record. */
export async function openHistorySite({ folder, settings, clock, newId, rosterDays }: Needs) {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await openDatabase(settings.data));
  const { reader } = database;
  const journal = await openJournal(database, clock);
  if (journal.newestSeq > 0) {
    throw new StartError('The database holds a site already, and its record only goes forward: name an empty one.');
  }
  opening.defer(() => journal.settled());
  const secret = readOrMakeKey(folder, 'journal-head');
  opening.adopt(openHeadSigning({ journal, clock, path: headsPathOf(settings), secret }), (open) => open.close());
  const rights = opening.adopt(await openRightsBoard({ journal, reader, clock }), (open) => open.close());
  const notices = new NoticeService({ journal, reader, clock, newId, settings: settings.notices });
  const incidents = new IncidentService({ journal, reader, clock, newId, timeZone: settings.site.timeZone, notices });
  const { repeatWindowMs } = settings.alerts;
  const pictures = openAlertPictures(folder);
  const alerts = new AlertService({ journal, reader, incidents, pictures, newId, repeatWindowMs });

  const health = new HealthBoard(clock);
  health.setAvailable(true);
  const handovers = new HandoverService({ journal, reader, clock, health, alerts });

  const firstPasswords = openFirstPasswords(folder);
  const accounts = await layOutFirstStart({
    journal,
    reader,
    newId,
    firstPasswords,
    withDemo: true,
    timeZone: settings.site.timeZone,
    rosterDays,
  });
  const events = newAccountEvents();
  const sessions = new SessionService({ journal, reader, events, clock, newId, limits: settings.accounts, rights });
  const people = new PersonService({ journal, reader, sessions, events, firstPasswords, newId });
  const members = new GridMemberService({ journal, reader, newId });
  const grids = await gridStore.all(reader);
  for (const { gridCodes = [], community = '', ...who } of MORE_PEOPLE) {
    const what = { ...who, community, phone: '', cameraGroups: 'all', password: newPassword() } as const;
    const { id: personId } = await people.add(what, SYSTEM);
    for (const grid of grids.filter(({ code }) => gridCodes.includes(code))) {
      await members.put(grid.id, { personId, part: 'main' }, SYSTEM);
    }
  }
  const everybody = new Map((await personStore.all(reader)).map((person) => [person.account, person]));
  const cameraIds = new Map((await cameraStore.all(reader)).map(({ name, id }) => [name, id]));
  const unitIds = new Map((await unitStore.all(reader)).map(({ name, id }) => [name, id]));
  const matters = new Map((await matterStore.all(reader)).map((matter) => [matter.name, matter]));
  const shifts = await shiftStore.inRange(reader, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
  const walkers = new Map((await members.members()).map(({ gridId, personId }) => [gridId, personId]));
  const open = opening.move();
  return {
    ...{ journal, reader, incidents, alerts, notices, health, handovers, everybody, grids },
    shiftsOfRoom: shifts.filter(({ unitId }) => unitId === null),
    firstPasswords: accounts satisfies FirstPassword[],
    firstPasswordsPath: join(folder, 'first-sign-in.txt'),
    person: (account: string): RightsHolder => rights.holder(named(everybody, account)),
    cameraId: (name: string): string => named(cameraIds, name),
    unitId: (name: string): string => named(unitIds, name),
    matter: (name: string) => named(matters, name),
    /** The account of whoever walks that grid. */
    walkerOf: (gridId: string | null): string | undefined => {
      const personId = gridId === null ? undefined : walkers.get(gridId);
      return [...everybody.values()].find(({ id }: Person) => id === personId)?.account;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function named<T>(known: ReadonlyMap<string, T>, name: string): T {
  const found = known.get(name);
  if (found === undefined) throw new Error(`the demo site has no ${name}`);
  return found;
}
