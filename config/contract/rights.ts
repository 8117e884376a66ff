/**
 * Who may do what, and who may see what: one table and one function, asked by
 * every route, message, list, announcement and media token.
 */
import { z } from 'zod';

export const Role = z.enum(['administrator', 'operator', 'auditor']);
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
  'incident.view',
  'incident.report',
  'incident.handle',
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
  'camera.talk',
  'wall.share',
  'screen.view',
  'screen.drive',
  'grid.view',
  'alert.view',
  'alert.handle',
  'incident.view',
  'incident.report',
  'incident.handle',
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
    'people.manage',
    'system.view',
  ],
  operator: OPERATOR,
  auditor: ['camera.view', 'grid.view', 'alert.view', 'incident.view', 'journal.read', 'system.view'],
};

/** Camera groups a person may see: all of them, or those listed by id. */
export const CameraGroupRight = z.union([z.literal('all'), z.array(z.string())]);
export type CameraGroupRight = z.infer<typeof CameraGroupRight>;

/** What is needed to see a row: the right to an action and, where it concerns a camera, to its group. */
export const Scope = z.object({ action: Action, cameraGroupId: z.string().nullable() });
export type Scope = z.infer<typeof Scope>;

type Holder = { role: Role; cameraGroups: CameraGroupRight };

export function may(holder: { role: Role }, action: Action): boolean {
  return ACTIONS[holder.role].includes(action);
}

export function maySee(holder: Holder, scope: Scope): boolean {
  return may(holder, scope.action) && mayReach(holder, scope.cameraGroupId);
}

export function mayReach(holder: Holder, cameraGroupId: string | null): boolean {
  if (cameraGroupId === null || holder.cameraGroups === 'all') return true;
  return holder.cameraGroups.includes(cameraGroupId);
}
