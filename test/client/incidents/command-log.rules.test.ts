import { expect, test } from 'vitest';
import { evidenceBy, logBy, logInOrder } from '../../../client/src/incidents/command-log.rules.ts';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { IncidentLog } from '../../../config/contract/incident.ts';

const act = (atMs: number) => ({ seq: atMs, atMs }) as IncidentLog['lines'][number];
const picture = (addedAtMs: number) => ({ id: `p${addedAtMs}`, addedAtMs }) as IncidentEvidence;

test('pictures stand among the acts by time, after the act of the same moment', () => {
  const order = logInOrder([act(1), act(3), act(5)], [picture(3), picture(4)]);
  expect(order.map((each) => ('addedAtMs' in each ? each.id : each.seq))).toEqual([1, 3, 'p3', 'p4', 5]);
});

test('of a past moment there is no picture that was added later', () => {
  const evidence = [picture(3), picture(4)];
  expect(evidenceBy(evidence, 3)).toEqual([picture(3)]);
  expect(evidenceBy(evidence, null)).toBe(evidence);
});

test('of a past moment the log has no act, no notice and no mark of a notice from later', () => {
  const marks = (atMs: number | null) => ({ deliveredAtMs: atMs, onPhoneAtMs: atMs, readAtMs: atMs, sentOnAtMs: atMs });
  const notice = (atMs: number, markedAtMs: number | null, sendingFailure = '') =>
    ({ id: `n${atMs}`, atMs, ...marks(markedAtMs), sendingFailure }) as IncidentLog['notices'][number];
  const log = { lines: [act(1), act(5)], notices: [notice(1, 2), notice(2, 5, 'away'), notice(5, null)] };
  expect(logBy(log, 4)).toEqual({ lines: [act(1)], notices: [notice(1, 2), notice(2, null)] });
  expect(logBy(log, null)).toBe(log);
});
