import { expect, test } from 'vitest';
import { logInOrder } from '../../../client/src/incidents/command-log.rules.ts';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { IncidentLog } from '../../../config/contract/incident.ts';

const act = (atMs: number) => ({ seq: atMs, atMs }) as IncidentLog['lines'][number];
const picture = (addedAtMs: number) => ({ id: `p${addedAtMs}`, addedAtMs }) as IncidentEvidence;

test('pictures stand among the acts by time, after the act of the same moment', () => {
  const order = logInOrder([act(1), act(3), act(5)], [picture(3), picture(4)]);
  expect(order.map((each) => ('addedAtMs' in each ? each.id : each.seq))).toEqual([1, 3, 'p3', 'p4', 5]);
});
