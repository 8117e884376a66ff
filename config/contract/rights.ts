/**
 * Who may do what, and who may see what: one table and one function, asked by
 * every route, message, list, announcement and media token.
 */
import { z } from 'zod';

/**
 * supervisor: the director and whoever leads the shift · operator: the command room's desk ·
 * unitOfficer: a member unit's people · communityOfficer: a community's · gridMember: who
 * walks a grid · screen: a big screen, which looks and does nothing.
 */
export const Role = z.enum([
  'administrator',
  'supervisor',
  'operator',
  'unitOfficer',
  'communityOfficer',
  'gridMember',
  'auditor',
  'screen',
]);
export type Role = z.infer<typeof Role>;

export const Action = z.enum([
  'camera.view',
  'camera.watch',
  'camera.snapshot',
  'camera.ptz',
  'camera.talk',
  'camera.configure',
  'wall.share',
  'screen.view',
  'screen.drive',
  'screen.configure',
  'grid.view',
  'grid.configure',
  'alert.view',
  'alert.handle',
  'unit.view',
  'unit.configure',
  'matter.view',
  'matter.configure',
  'plan.configure',
  'mediation.open',
  'calendar.configure',
  'incident.view',
  'incident.report',
  'incident.remark',
  'incident.dispatch',
  'incident.handle',
  'incident.verify',
  'incident.supervise',
  'incident.confidential',
  'evaluation.view',
  'duty.view',
  'roster.configure',
  'handover.view',
  'notice.view',
  'recording.view',
  'recording.lock',
  'recording.export',
  'recording.approve',
  'people.manage',
  'journal.read',
  'system.view',
]);
export type Action = z.infer<typeof Action>;

/**
 * How far a right goes over rows that belong to somebody (`Belonging`): all of them, those
 * of the person's community, unit or grids, or those the person is named in. Whoever is
 * named in a row has it within every reach.
 */
type Reach = 'all' | 'community' | 'unit' | 'grid' | 'own';
type Acts = Partial<Record<Action, Reach>>;

const OPERATOR: Acts = {
  'camera.view': 'all',
  'camera.watch': 'all',
  'camera.snapshot': 'all',
  'camera.ptz': 'all',
  'camera.talk': 'all',
  'wall.share': 'all',
  'screen.view': 'all',
  'screen.drive': 'all',
  'grid.view': 'all',
  'alert.view': 'all',
  'alert.handle': 'all',
  'unit.view': 'all',
  'matter.view': 'all',
  'incident.view': 'all',
  'incident.report': 'all',
  'incident.remark': 'all',
  'incident.dispatch': 'all',
  'incident.handle': 'all',
  'incident.verify': 'all',
  'evaluation.view': 'all',
  'duty.view': 'all',
  'handover.view': 'all',
  'notice.view': 'own',
  'recording.view': 'all',
  'recording.lock': 'all',
  'recording.export': 'all',
};

const SUPERVISOR: Acts = {
  ...OPERATOR,
  'incident.supervise': 'all',
  'incident.confidential': 'all',
  'plan.configure': 'all',
  'mediation.open': 'all',
  'roster.configure': 'all',
  'recording.approve': 'all',
};

/** Who works outside the command room: what is theirs. Of cameras they watch what grants give them, which is none at first. */
const OUTSIDE: Acts = {
  'camera.view': 'all',
  'grid.view': 'all',
  'unit.view': 'all',
  'matter.view': 'all',
  'incident.report': 'all',
  'notice.view': 'own',
};

/** Role × action × reach. For now an administrator may do all that an operator may. */
const ACTS: Record<Role, Acts> = {
  administrator: {
    ...OPERATOR,
    'incident.supervise': 'all',
    'recording.approve': 'all',
    'screen.configure': 'all',
    'camera.configure': 'all',
    'grid.configure': 'all',
    'unit.configure': 'all',
    'matter.configure': 'all',
    'plan.configure': 'all',
    'calendar.configure': 'all',
    'roster.configure': 'all',
    'people.manage': 'all',
    'system.view': 'all',
  },
  supervisor: SUPERVISOR,
  operator: OPERATOR,
  unitOfficer: {
    ...OUTSIDE,
    'incident.view': 'unit',
    'incident.remark': 'unit',
    'incident.handle': 'unit',
    'incident.verify': 'own',
    'evaluation.view': 'unit',
    'duty.view': 'unit',
    'roster.configure': 'unit',
    'handover.view': 'own',
  },
  communityOfficer: {
    ...OUTSIDE,
    'incident.view': 'community',
    'incident.remark': 'community',
    'incident.handle': 'unit',
    'incident.verify': 'community',
    'evaluation.view': 'community',
    'duty.view': 'community',
    'roster.configure': 'unit',
    'handover.view': 'own',
  },
  gridMember: {
    ...OUTSIDE,
    'incident.view': 'grid',
    'incident.remark': 'grid',
    'incident.handle': 'unit',
    'incident.verify': 'grid',
    'duty.view': 'own',
  },
  auditor: {
    'camera.view': 'all',
    'grid.view': 'all',
    'alert.view': 'all',
    'unit.view': 'all',
    'matter.view': 'all',
    'incident.view': 'all',
    'incident.confidential': 'all',
    'evaluation.view': 'all',
    'duty.view': 'all',
    'handover.view': 'all',
    'journal.read': 'all',
    'system.view': 'all',
  },
  screen: {
    'camera.view': 'all',
    'camera.watch': 'all',
    'screen.view': 'all',
    'grid.view': 'all',
    'alert.view': 'all',
    'unit.view': 'all',
    'incident.view': 'all',
    'duty.view': 'all',
  },
};

/** Camera groups a person may see: all of them, or those listed by id. */
export const CameraGroupRight = z.union([z.literal('all'), z.array(z.string())]);
export type CameraGroupRight = z.infer<typeof CameraGroupRight>;

/** What is done with a camera: given by grants (camera-grant.ts), for the groups that each names. */
export const CameraAction = Action.extract([
  'camera.watch',
  'recording.view',
  'camera.ptz',
  'camera.talk',
  'camera.snapshot',
  'recording.export',
  'camera.configure',
]);
export type CameraAction = z.infer<typeof CameraAction>;

/** What somebody may do with cameras at a moment, and what they may no more because its time is over. */
export const CameraRights = z.object({
  held: z.record(CameraAction, CameraGroupRight),
  /** Of the groups they may export from, those where nobody else has to approve it. */
  exportsAlone: CameraGroupRight,
  ended: z.array(z.object({ actions: z.array(CameraAction), cameraGroups: CameraGroupRight, untilMs: z.int() })),
});
export type CameraRights = z.infer<typeof CameraRights>;

/** Whose a row is. Those of a confidential case are seen by the people named in it and by the right to it. */
export const Belonging = z.object({
  unitIds: z.array(z.string()),
  community: z.string().nullable(),
  gridIds: z.array(z.string()),
  personIds: z.array(z.string()),
  confidential: z.boolean(),
});
export type Belonging = z.infer<typeof Belonging>;

/**
 * What is needed to see a row: the right to an action and, where it concerns a camera,
 * to its group, or, where it belongs to somebody, the reach to it.
 */
export const Scope = z.object({
  action: Action,
  cameraGroupId: z.string().nullable(),
  belonging: Belonging.optional(),
});
export type Scope = z.infer<typeof Scope>;

/** Whoever is signed in has `cameraRights`; without them it is what their role has in a site that changed no grant. */
export type Holder = {
  role: Role;
  cameraGroups: CameraGroupRight;
  cameraRights?: CameraRights;
  id?: string;
  unitId?: string | null;
  community?: string;
  gridIds?: string[];
};

/** With cameras: in one group at least. Ask `maySee` where the camera is known. */
export function may(holder: Pick<Holder, 'role' | 'cameraRights'>, action: Action): boolean {
  const held = heldFor(holder, action);
  return held === undefined ? ACTS[holder.role][action] !== undefined : held === 'all' || held.length > 0;
}

export function maySee(holder: Holder, scope: Scope): boolean {
  const { action, cameraGroupId, belonging } = scope;
  if (belonging) return mayReachTo(holder, action, { belonging, cameraGroupId });
  const held = heldFor(holder, action) ?? 'all';
  return may(holder, action) && reaches(held, cameraGroupId) && mayReach(holder, cameraGroupId);
}

/** Whether an action goes as far as to this row; what is seen may not always be acted on. */
export function mayReachTo(
  holder: Holder,
  action: Action,
  { belonging, cameraGroupId }: { belonging: Belonging; cameraGroupId: string | null },
): boolean {
  const reach = ACTS[holder.role][action];
  if (reach === undefined) return false;
  if (holder.id !== undefined && belonging.personIds.includes(holder.id)) return true;
  if (belonging.confidential && !may(holder, 'incident.confidential')) return false;
  if (reach === 'all') return mayReach(holder, cameraGroupId);
  if (reach === 'own') return false;
  const isOfUnit = holder.unitId !== undefined && holder.unitId !== null && belonging.unitIds.includes(holder.unitId);
  if (reach === 'unit' || isOfUnit) return isOfUnit;
  if (reach === 'grid') return belonging.gridIds.some((gridId) => holder.gridIds?.includes(gridId));
  return belonging.community !== null && belonging.community === holder.community;
}

export function mayReach(holder: Holder, cameraGroupId: string | null): boolean {
  return reaches(holder.cameraGroups, cameraGroupId);
}

/** Whether what they export of this group goes out without a second person, as far as their rights are concerned. */
export function exportsAlone({ cameraRights }: Pick<Holder, 'cameraRights'>, cameraGroupId: string): boolean {
  return reaches(cameraRights?.exportsAlone ?? 'all', cameraGroupId);
}

/** When a right that is not held any more ended by its time; null when it was never held, or was taken back. */
export function endedAtMs({ cameraRights }: Holder, { action, cameraGroupId }: Scope): number | null {
  const ends = (cameraRights?.ended ?? [])
    .filter(
      ({ actions, cameraGroups }) => actions.some((each) => each === action) && reaches(cameraGroups, cameraGroupId),
    )
    .map(({ untilMs }) => untilMs);
  return ends.length === 0 ? null : Math.max(...ends);
}

function heldFor({ cameraRights }: Pick<Holder, 'cameraRights'>, action: Action): CameraGroupRight | undefined {
  const ofCameras = CameraAction.safeParse(action);
  return ofCameras.success ? cameraRights?.held[ofCameras.data] : undefined;
}

function reaches(groups: CameraGroupRight, cameraGroupId: string | null): boolean {
  return cameraGroupId === null || groups === 'all' || groups.includes(cameraGroupId);
}
