/** Grants on the screen: their order, what was changed of one, and what a person may do because of them. Pure. */

import type { CameraGroup } from '../../../config/contract/camera.ts';
import {
  type CameraGrant,
  type ChangeCameraGrant,
  cameraRightsOf,
  type GrantTo,
  grantsBehind,
} from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';
import { CameraAction, endedAtMs, exportsAlone, mayReach, Role } from '../../../config/contract/rights.ts';

export type GrantDraft = Pick<CameraGrant, 'cameraGroups' | 'actions' | 'exportsNeedApproval' | 'untilMs'>;

export function nameOf(to: GrantTo): { kind: 'role' | 'unit'; name: string } {
  return to.kind === 'role' ? { kind: 'role', name: to.role } : { kind: 'unit', name: to.unit };
}

/** Roles first, as they stand everywhere, then units by name; the widest grant of each first. */
export function inOrder(grants: readonly CameraGrant[]): CameraGrant[] {
  return grants.toSorted(
    (one, other) =>
      rank(one.to) - rank(other.to) ||
      nameOf(one.to).name.localeCompare(nameOf(other.to).name, 'zh-CN') ||
      Number(other.cameraGroups === 'all') - Number(one.cameraGroups === 'all') ||
      one.id.localeCompare(other.id),
  );
}

/** Only what differs; null when nothing does. */
export function changesOf(grant: CameraGrant, draft: GrantDraft): ChangeCameraGrant | null {
  const changes: ChangeCameraGrant = {};
  if (JSON.stringify(grant.cameraGroups) !== JSON.stringify(draft.cameraGroups))
    changes.cameraGroups = draft.cameraGroups;
  if (grant.actions.toSorted().join() !== draft.actions.toSorted().join()) changes.actions = draft.actions;
  if (grant.exportsNeedApproval !== draft.exportsNeedApproval) changes.exportsNeedApproval = draft.exportsNeedApproval;
  if (grant.untilMs !== draft.untilMs) changes.untilMs = draft.untilMs;
  return Object.keys(changes).length === 0 ? null : changes;
}

export function toggled(actions: readonly CameraAction[], action: CameraAction): CameraAction[] {
  return CameraAction.options.filter((each) => actions.includes(each) !== (each === action));
}

export function isOver({ untilMs }: Pick<CameraGrant, 'untilMs'>, nowMs: number): boolean {
  return untilMs !== null && untilMs <= nowMs;
}

export type Explained = { group: CameraGroup; isVisible: boolean; cells: ExplainedCell[] };
export type ExplainedCell = {
  action: CameraAction;
  grants: CameraGrant[];
  endedAtMs: number | null;
  /** By all of those grants: one that asks for none is enough to do without. */
  needsApproval: boolean;
};

/** For each group and action: the grants behind it, or when it ended. */
export function explained(
  person: Person,
  groups: readonly CameraGroup[],
  { grants, nowMs }: { grants: readonly CameraGrant[]; nowMs: number },
): Explained[] {
  const holder = { ...person, cameraRights: cameraRightsOf(person, grants, nowMs) };
  return groups.map((group) => {
    const isVisible = mayReach(person, group.id);
    const cells = CameraAction.options.map((action) => {
      const scope = { action, cameraGroupId: group.id };
      const behind = isVisible ? grantsBehind(person, scope, { grants, nowMs }) : [];
      return {
        action,
        grants: behind,
        endedAtMs: behind.length > 0 || !isVisible ? null : endedAtMs(holder, scope),
        needsApproval: action === 'recording.export' && behind.length > 0 && !exportsAlone(holder, group.id),
      };
    });
    return { group, isVisible, cells };
  });
}

function rank(to: GrantTo): number {
  return to.kind === 'role' ? Role.options.indexOf(to.role) : Role.options.length;
}
