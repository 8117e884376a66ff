/**
 * Lays out a site that has nobody yet: the first accounts and, unless it is told
 * not to, the demo street. All of it in one commit, or nothing.
 */
import { type Camera, VIEW_ANGLE_DEGREES, VIEW_REACH_METRES } from '../../config/contract/camera.ts';
import { ImportPlaces } from '../../config/contract/ground.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Grid } from '../../config/contract/place.ts';
import { RecordingPlan } from '../../config/contract/recording.ts';
import type { Role } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { type FirstPassword, type FirstPasswords, newPassword } from '../accounts/first-passwords.ts';
import { hashPassword } from '../accounts/password.ts';
import { PERSON_SCOPE } from '../accounts/person.rules.ts';
import * as personStore from '../accounts/person.store.ts';
import { layOutDays } from '../calendar/calendar.service.ts';
import { cameraScope } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import * as cameraGroupStore from '../cameras/camera-group.store.ts';
import { laidOver } from '../grids/grid.rules.ts';
import { recordMembers } from '../grids/grid-member.service.ts';
import * as gridMemberStore from '../grids/grid-member.store.ts';
import { keepGrid } from '../grids/keep-grid.ts';
import { type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import { layOutMatters } from '../matters/matter.service.ts';
import * as matterStore from '../matters/matter.store.ts';
import { keepKind } from '../places/place-import.service.ts';
import { kindsOf } from '../places/place-plan.ts';
import { addPlan } from '../plans/plan.service.ts';
import { putUp } from '../roster/roster.service.ts';
import type { Db } from '../storage/schema.ts';
import { addUnit } from '../units/unit.service.ts';
import * as unitStore from '../units/unit.store.ts';
import { DEMO_CALENDAR } from './demo-calendar.ts';
import * as demoCameraStore from './demo-camera.store.ts';
import { DEMO_MATTERS } from './demo-matters.ts';
import { demoPlaces } from './demo-places.ts';
import { DEMO_PLANS } from './demo-plans.ts';
import { demoShifts, ROSTER_DAYS } from './demo-roster.ts';
import { DEMO_CAMERAS, DEMO_GOVERNANCE_GRIDS, DEMO_GRIDS, DEMO_UNITS, DEMO_WALKED } from './demo-site.ts';

type FirstAccount = { account: string; role: Role; name: string; unit?: string; community?: string; post?: string };

const ADMINISTRATOR: FirstAccount = { account: 'admin', role: 'administrator', name: '系统管理员' };
const DEMO_ACCOUNTS: FirstAccount[] = [
  { ...ADMINISTRATOR, name: '演示管理员', post: '信息管理员' },
  { account: 'operator', role: 'operator', name: '演示值班员', post: '受理员' },
  { account: 'auditor', role: 'auditor', name: '演示审计员', post: '纪检员' },
  { account: 'supervisor', role: 'supervisor', name: '演示值班长', unit: '综治办', post: '值班长' },
  { account: 'police', role: 'unitOfficer', name: '演示民警', unit: '派出所', post: '民警' },
  { account: 'patrol', role: 'unitOfficer', name: '演示城管队员', unit: '城管执法队', post: '队员' },
  {
    account: 'community',
    role: 'communityOfficer',
    name: '演示社区干部',
    unit: '滨江社区',
    community: '滨江社区',
    post: '网格长',
  },
  {
    account: 'gridmember',
    role: 'gridMember',
    name: '演示网格员',
    unit: '滨江社区',
    community: '滨江社区',
    post: '网格员',
  },
];

type Needs = {
  journal: Journal;
  reader: Db;
  newId: NewId;
  firstPasswords: FirstPasswords;
  withDemo: boolean;
  timeZone: string;
  rosterDays?: number;
};

/** The accounts it made, each with its password; none when the site has people already. */
export async function layOutFirstStart(needs: Needs): Promise<FirstPassword[]> {
  const { journal, reader, newId, firstPasswords, withDemo, timeZone, rosterDays = ROSTER_DAYS } = needs;
  if (!(await personStore.isEmpty(reader))) return [];
  const accounts = await Promise.all((withDemo ? DEMO_ACCOUNTS : [ADMINISTRATOR]).map(withPassword));
  // Kept before they count, so that a start that is cut short locks nobody out.
  firstPasswords.keep(accounts.map(({ account, password }) => ({ account, password })));
  await journal.commit(SYSTEM, async (change) => {
    if (withDemo) await addUnits(change, newId);
    const people = new Map<string, string>();
    for (const account of accounts) {
      const id = newId();
      people.set(account.account, id);
      await addPerson(change, id, account);
    }
    const group = { id: newId(), name: '默认分组' };
    await cameraGroupStore.add(change.db, group);
    change.record('cameraGroup', group.id, { action: 'camera.view', cameraGroupId: group.id }, group);
    if (!withDemo) return;
    const gridIds = await addStreet(change, newId, group.id);
    await addGridMember(change, gridIds, people.get('gridmember') ?? '');
    await addPlaces(change, newId);
    await layOutDays(change, DEMO_CALENDAR);
    await layOutMatters(change, DEMO_MATTERS, newId, SYSTEM);
    await layOutPlans(change, newId);
    await layOutRoster(change, newId, { people, timeZone, days: rosterDays });
  });
  return accounts.map(({ account, password }) => ({ account, password }));
}

type NewAccount = FirstAccount & { password: string; passwordHash: string };

async function withPassword(account: FirstAccount): Promise<NewAccount> {
  const password = newPassword();
  return { ...account, password, passwordHash: await hashPassword(password) };
}

async function addPerson(
  change: Change,
  id: string,
  { account, name, role, passwordHash, unit: unitName, community = '', post = '' }: NewAccount,
): Promise<void> {
  const unit = unitName === undefined ? undefined : await unitStore.findByName(change.db, unitName);
  const person: Person = {
    id,
    account,
    name,
    unit: unit?.name ?? '',
    unitId: unit?.id ?? null,
    community,
    post,
    phone: '',
    role,
    cameraGroups: 'all',
    disabled: false,
    createdAtMs: change.nowMs,
  };
  await personStore.add(change.db, person, passwordHash);
  change.record('person', id, PERSON_SCOPE, person);
}

async function layOutPlans(change: Change, newId: NewId): Promise<void> {
  for (const { matterCodes, ...plan } of DEMO_PLANS) {
    const matters = await Promise.all(matterCodes.map((code) => matterStore.findByCode(change.db, 'event', code)));
    await addPlan(
      change,
      { ...plan, matterIds: matters.flatMap((each) => each?.id ?? []) },
      { id: newId(), by: SYSTEM },
    );
  }
}

async function layOutRoster(
  change: Change,
  newId: NewId,
  { people, timeZone, days }: { people: ReadonlyMap<string, string>; timeZone: string; days: number },
): Promise<void> {
  const idOf = (account: string) => people.get(account) ?? '';
  const police = await unitStore.findByName(change.db, '派出所');
  const who = {
    teams: [
      { leaderId: idOf('supervisor'), personIds: [idOf('operator')] },
      { leaderId: idOf('patrol'), personIds: [idOf('admin')] },
    ] as const,
    ...{ policeUnitId: police?.id ?? '', policeId: idOf('police') },
  };
  for (const shift of demoShifts(who, { nowMs: change.nowMs, days, timeZone })) {
    await putUp(change, shift, { id: newId(), by: SYSTEM });
  }
}

async function addUnits(change: Change, newId: NewId): Promise<void> {
  for (const what of DEMO_UNITS) await addUnit(change, { ...what, id: newId() });
}

async function addPlaces(change: Change, newId: NewId): Promise<void> {
  const drafts = demoPlaces(DEMO_GRIDS);
  const wish = ImportPlaces.parse({ fileName: '演示数据' });
  for (const kind of kindsOf(drafts)) await keepKind(change, { kind, drafts, wish, by: SYSTEM, newId });
}

/** The demo's grid member walks two of its grids. */
async function addGridMember(change: Change, gridIds: ReadonlyMap<string, string>, personId: string): Promise<void> {
  for (const code of DEMO_WALKED) {
    const gridId = gridIds.get(code);
    if (gridId === undefined) continue;
    await gridMemberStore.put(change.db, { gridId, personId, part: 'main' });
    await recordMembers(change, gridId);
  }
}

async function addStreet(change: Change, newId: NewId, groupId: string): Promise<Map<string, string>> {
  const gridIds = new Map<string, string>();
  const bases: Grid[] = [];
  for (const what of DEMO_GRIDS) {
    const grid = { ...what, id: newId(), line: '', baseGridIds: [], endedAtMs: null };
    gridIds.set(grid.code, grid.id);
    bases.push(await keepGrid(change, grid, SYSTEM));
  }
  for (const { baseCodes, ...what } of DEMO_GOVERNANCE_GRIDS) {
    const baseGridIds = baseCodes.flatMap((code) => gridIds.get(code) ?? []);
    const grid: Grid = { ...what, id: newId(), kind: 'governance', rings: [], baseGridIds, endedAtMs: null };
    await keepGrid(change, laidOver(grid, bases), SYSTEM);
  }
  for (const { mount, gridCode, ...what } of DEMO_CAMERAS) {
    const camera: Camera = {
      ...what,
      viewAngleDegrees: VIEW_ANGLE_DEGREES.usual,
      viewReachMetres: VIEW_REACH_METRES.usual,
      id: newId(),
      code: '',
      groupId,
      gridId: gridIds.get(gridCode) ?? null,
      intake: 'rtsp',
      sourceUrl: `rtsp://127.0.0.1:8554/${mount}`,
      subSourceUrl: '',
      username: '',
      transport: 'auto',
      onvifUrl: '',
      sourceToken: '',
      audio: false,
      recordAudio: false,
      keepWarm: true,
      analyse: true,
      deviceEvents: false,
      recording: RecordingPlan.parse({ mode: 'event' }),
      disabled: false,
    };
    await cameraStore.save(change.db, { camera, sealedPassword: '', sealedStreamKey: '' });
    await demoCameraStore.add(change.db, { cameraId: camera.id, mount });
    change.record('camera', camera.id, cameraScope(camera), camera);
  }
  return gridIds;
}
