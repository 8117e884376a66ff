/** How a matter comes to be, and becomes its next version. Pure. */
import type { AddMatter, ChangeMatter, Matter } from '../../config/contract/matter.ts';
import type { Scope } from '../../config/contract/rights.ts';

export const MATTER_SCOPE: Scope = { action: 'matter.view', cameraGroupId: null };

type By = Matter['changedBy'];

export function firstVersion(what: AddMatter, { id, nowMs, by }: { id: string; nowMs: number; by: By }): Matter {
  return { ...what, id, version: 1, changedAtMs: nowMs, changedBy: by };
}

/** The same matter when nothing changes. */
export function nextVersion(
  before: Matter,
  changes: Omit<ChangeMatter, 'version'>,
  { nowMs, by }: { nowMs: number; by: By },
): Matter {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: Matter = { ...before, ...given };
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  return { ...after, version: before.version + 1, changedAtMs: nowMs, changedBy: by };
}
