/** Whose an incident is: the units it was sent to, its community and grids, and the people named in it. Pure. */
import type { Incident } from '../../config/contract/incident.ts';
import type { Scope } from '../../config/contract/rights.ts';

type Placed = Omit<Incident, 'scope'> & { governanceGridIds?: readonly string[] };

/** A unit that was asked once sees how it goes on; where the case is confidential, it does not. */
export function incidentScope(
  incident: Placed,
  cameraGroupId: string | null,
  governanceGridIds: readonly string[],
): Scope {
  const { reporter, assignments, spotTask, insiders, mediator, supervisions, gridId, community, confidential } =
    incident;
  const people = [
    reporter.personId,
    ...(spotTask?.people ?? []).map(({ personId }) => personId),
    ...insiders.map(({ personId }) => personId),
    mediator?.personId,
    ...assignments.map(({ handler }) => handler?.personId),
  ].filter((personId) => personId !== null && personId !== undefined);
  const units = [...assignments.map(({ unitId }) => unitId), ...supervisions.map(({ unitId }) => unitId)];
  return {
    action: 'incident.view',
    cameraGroupId,
    belonging: {
      unitIds: [...new Set(units.filter((unitId) => unitId !== null))],
      community: community === '' ? null : community,
      gridIds: [...(gridId === null ? [] : [gridId]), ...governanceGridIds],
      personIds: [...new Set(people)],
      confidential,
    },
  };
}
