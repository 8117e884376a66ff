/**
 * Grants: which role or unit may do what with the cameras of which groups, and until
 * when. Rules of both sides: the server decides by them, the console explains by them.
 *
 * A person's own camera groups bound everything: what they cannot see, no grant opens.
 *
 * Grants add up, each with its own terms, and none takes away what another gives. So it is with
 * exports that need a second person: whoever may export from a group by one grant without and by
 * another with approval does so without. A rule for everybody is the site's setting
 * (`recording.exportNeedsApproval`), which no grant loosens.
 */
import { z } from 'zod';
import type { Person } from './person.ts';
import { CameraAction, CameraGroupRight, type CameraRights, Role } from './rights.ts';

const unit = z.string().trim().min(1).max(60);

export const GrantTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: Role }),
  z.strictObject({ kind: z.literal('unit'), unit }),
]);
export type GrantTo = z.infer<typeof GrantTo>;

export const CameraGrant = z.object({
  id: z.string(),
  to: GrantTo,
  cameraGroups: CameraGroupRight,
  actions: z.array(CameraAction),
  /** What is exported by this grant waits until a second person has approved it. */
  exportsNeedApproval: z.boolean(),
  /** From then on it gives nothing; null: until somebody takes it back. */
  untilMs: z.int().nullable(),
});
export type CameraGrant = z.infer<typeof CameraGrant>;

const fields = {
  cameraGroups: CameraGroupRight,
  actions: z.array(CameraAction).max(CameraAction.options.length),
  exportsNeedApproval: z.boolean(),
  untilMs: z.int().min(0).nullable(),
};
export const AddCameraGrant = z.strictObject({
  ...fields,
  to: GrantTo,
  exportsNeedApproval: fields.exportsNeedApproval.default(false),
});
export type AddCameraGrant = z.infer<typeof AddCameraGrant>;
export const ChangeCameraGrant = z.strictObject(fields).partial();
export type ChangeCameraGrant = z.infer<typeof ChangeCameraGrant>;

/** Who lost a right by its time is told so for a month; after that they never had it. */
const ENDED_TOLD_MS = 30 * 86_400_000;

type Grantee = Pick<Person, 'role' | 'unit' | 'cameraGroups'>;

export function cameraRightsOf(person: Grantee, grants: readonly CameraGrant[], nowMs: number): CameraRights {
  const theirs = grants.filter((grant) => isFor(grant, person));
  const running = theirs.filter((grant) => isRunning(grant, nowMs));
  const reachOf = (action: CameraAction, by: readonly CameraGrant[]) => {
    const giving = by.filter(({ actions }) => actions.includes(action));
    return within(person.cameraGroups, together(giving.map(({ cameraGroups }) => cameraGroups)));
  };
  const held = Object.fromEntries(CameraAction.options.map((action) => [action, reachOf(action, running)]));
  const exportsAlone = reachOf(
    'recording.export',
    running.filter(({ exportsNeedApproval }) => !exportsNeedApproval),
  );
  const ended = theirs.flatMap(({ actions, cameraGroups, untilMs }) =>
    untilMs === null || nowMs < untilMs || nowMs - untilMs > ENDED_TOLD_MS ? [] : [{ actions, cameraGroups, untilMs }],
  );
  // Made of every action there is.
  return { held: held as CameraRights['held'], exportsAlone, ended };
}

/** The grants that give a person this for that group now: the reason why they may. */
export function grantsBehind(
  person: Grantee,
  { action, cameraGroupId }: { action: CameraAction; cameraGroupId: string },
  { grants, nowMs }: { grants: readonly CameraGrant[]; nowMs: number },
): CameraGrant[] {
  return grants.filter(
    (grant) =>
      isFor(grant, person) &&
      isRunning(grant, nowMs) &&
      grant.actions.includes(action) &&
      includes(grant.cameraGroups, cameraGroupId),
  );
}

export function isFor({ to }: Pick<CameraGrant, 'to'>, person: Pick<Grantee, 'role' | 'unit'>): boolean {
  return to.kind === 'role' ? to.role === person.role : to.unit === person.unit.trim();
}

function isRunning({ untilMs }: Pick<CameraGrant, 'untilMs'>, nowMs: number): boolean {
  return untilMs === null || nowMs < untilMs;
}

/** When the next of them ends; null when none does. */
export function nextEndMs(grants: readonly CameraGrant[], nowMs: number): number | null {
  const ends = grants.flatMap(({ untilMs }) => (untilMs !== null && untilMs > nowMs ? [untilMs] : []));
  return ends.length === 0 ? null : Math.min(...ends);
}

function together(rights: readonly CameraGroupRight[]): CameraGroupRight {
  const lists = rights.filter((right) => right !== 'all');
  return lists.length < rights.length ? 'all' : [...new Set(lists.flat())];
}

function within(outer: CameraGroupRight, inner: CameraGroupRight): CameraGroupRight {
  if (outer === 'all') return inner;
  return outer.filter((groupId) => includes(inner, groupId));
}

function includes(right: CameraGroupRight, groupId: string): boolean {
  return right === 'all' || right.includes(groupId);
}
