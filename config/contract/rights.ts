/**
 * Who may do what, and who may see what: one table and one function, asked by
 * every route, message, list, announcement and media token.
 */
import { z } from 'zod';

/** screen: a big screen, which looks and does nothing. */
export const Role = z.enum(['administrator', 'operator', 'auditor', 'screen']);
export type Role = z.infer<typeof Role>;

export const Action = z.enum([
  'camera.view',
  'camera.watch',
  'camera.snapshot',
  'camera.ptz',
  'camera.configure',
  'wall.share',
  'screen.view',
  'screen.drive',
  'screen.configure',
  'grid.view',
  'grid.configure',
  'alert.view',
  'alert.handle',
  'incident.view',
  'incident.report',
  'incident.handle',
  'matter.view',
  'matter.configure',
  'calendar.configure',
  'recording.view',
  'recording.lock',
  'recording.export',
  'recording.approve',
  'people.manage',
  'journal.read',
  'system.view',
]);
export type Action = z.infer<typeof Action>;

const OPERATOR: readonly Action[] = [
  'camera.view',
  'camera.watch',
  'camera.snapshot',
  'camera.ptz',
  'wall.share',
  'screen.view',
  'screen.drive',
  'grid.view',
  'alert.view',
  'alert.handle',
  'incident.view',
  'incident.report',
  'incident.handle',
  'matter.view',
  'recording.view',
  'recording.lock',
  'recording.export',
];

/** For now an administrator may do all that an operator may. */
const ACTIONS: Record<Role, readonly Action[]> = {
  administrator: [
    ...OPERATOR,
    'recording.approve',
    'screen.configure',
    'camera.configure',
    'grid.configure',
    'matter.configure',
    'calendar.configure',
    'people.manage',
    'system.view',
  ],
  operator: OPERATOR,
  auditor: ['camera.view', 'grid.view', 'alert.view', 'incident.view', 'matter.view', 'journal.read', 'system.view'],
  screen: ['camera.view', 'camera.watch', 'screen.view', 'grid.view', 'alert.view', 'incident.view'],
};

/** Camera groups a person may see: all of them, or those listed by id. */
export const CameraGroupRight = z.union([z.literal('all'), z.array(z.string())]);
export type CameraGroupRight = z.infer<typeof CameraGroupRight>;

/** What is done with a camera: given by grants (camera-grant.ts), for the groups that each names. */
export const CameraAction = Action.extract([
  'camera.watch',
  'recording.view',
  'camera.ptz',
  'camera.snapshot',
  'recording.export',
  'camera.configure',
]);
export type CameraAction = z.infer<typeof CameraAction>;

/** What somebody may do with cameras at a moment, and what they may no more because its time is over. */
export const CameraRights = z.object({
  held: z.record(CameraAction, CameraGroupRight),
  ended: z.array(z.object({ actions: z.array(CameraAction), cameraGroups: CameraGroupRight, untilMs: z.int() })),
});
export type CameraRights = z.infer<typeof CameraRights>;

/** What is needed to see a row: the right to an action and, where it concerns a camera, to its group. */
export const Scope = z.object({ action: Action, cameraGroupId: z.string().nullable() });
export type Scope = z.infer<typeof Scope>;

/** Whoever is signed in has `cameraRights`; without them it is what their role has in a site that changed no grant. */
export type Holder = { role: Role; cameraGroups: CameraGroupRight; cameraRights?: CameraRights };

/** With cameras: in one group at least. Ask `maySee` where the camera is known. */
export function may(holder: Pick<Holder, 'role' | 'cameraRights'>, action: Action): boolean {
  const held = heldFor(holder, action);
  return held === undefined ? ACTIONS[holder.role].includes(action) : held === 'all' || held.length > 0;
}

export function maySee(holder: Holder, { action, cameraGroupId }: Scope): boolean {
  const held = heldFor(holder, action) ?? 'all';
  return may(holder, action) && reaches(held, cameraGroupId) && mayReach(holder, cameraGroupId);
}

export function mayReach(holder: Holder, cameraGroupId: string | null): boolean {
  return reaches(holder.cameraGroups, cameraGroupId);
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
