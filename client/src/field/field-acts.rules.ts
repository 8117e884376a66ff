/** What is offered on the phone. Pure. */
import type { Incident } from '../../../config/contract/incident.ts';
import type { ActName } from '../../../config/contract/incident-act.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import { offeredActs } from '../incidents/act-form.rules.ts';

/** Done with one hand in the street; what is decided at a desk is not offered here. */
const FIELD_ACTS = [
  ...(['verified', 'checked', 'accept', 'arrive', 'progress', 'finish'] as const),
  ...(['askBackup', 'return', 'reply', 'remark'] as const),
];

export function fieldActs(incident: Incident, person: RightsHolder): ActName[] {
  const { first, more } = offeredActs(incident, person);
  return FIELD_ACTS.filter((act) => first.includes(act) || more.includes(act));
}
