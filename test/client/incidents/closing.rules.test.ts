import { expect, test } from 'vitest';
import { hasPictureOfResult } from '../../../client/src/incidents/closing.rules.ts';
import type { Assignment } from '../../../config/contract/incident.ts';

const lead = (arrivedAtMs: number | null): Assignment => ({
  ...{ unitId: 'u', unitName: 'u', role: 'lead', state: 'done', reason: '', handler: null, clock: null },
  ...{ dispatchedAtMs: 5, acceptedAtMs: 10, arrivedAtMs, doneAtMs: 30 },
});

test.each([
  ['a picture from the spot', 'picture', 20, 25, 20, true],
  ['a picture from before they were there', 'picture', 19, 25, 20, false],
  ['a picture without its time, sent later', 'picture', null, 25, 20, true],
  ['a picture since it was taken over, where nobody said they arrived', 'picture', 10, 25, null, true],
  ['spoken words', 'voice', 20, 25, 20, false],
] as const)('%s shows how it was left: %#', (_, kind, takenAtMs, addedAtMs, arrivedAtMs, expected) => {
  expect(hasPictureOfResult([{ kind, takenAtMs, addedAtMs }], { assignments: [lead(arrivedAtMs)] })).toBe(expected);
});
