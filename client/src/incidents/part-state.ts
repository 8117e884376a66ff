/** How far a unit's part is, as it is shown. Pure. */
import type { Assignment } from '../../../config/contract/incident.ts';

/** Who was done with it before it was dispatched anew has done it; nothing was taken from them. */
export function partState({ state, doneAtMs }: Pick<Assignment, 'state' | 'doneAtMs'>): Assignment['state'] {
  return doneAtMs === null ? state : 'done';
}
