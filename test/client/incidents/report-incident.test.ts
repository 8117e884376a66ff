/** What is sent when somebody reports an incident. */
import { expect, test } from 'vitest';
import {
  descriptionMistake,
  incidentAt,
  titleMistake,
  toReportIncident,
  withPlace,
} from '../../../client/src/incidents/report-incident.rules.ts';
import { ReportIncident } from '../../../config/contract/incident.ts';
import { at, square } from '../map/map-places.ts';

const GRIDS = [square('west', 0, 0, 10), square('east', 10, 0, 10)];

test('a place brings the grid it lies in', () => {
  expect(incidentAt(at(12, 5), GRIDS)).toMatchObject({ position: at(12, 5), gridId: 'east' });
});

test('a place in a governance grid alone brings none', () => {
  expect(incidentAt(at(22, 5), [...GRIDS, { ...square('over', 20, 0, 10), kind: 'governance' }]).gridId).toBeNull();
});

test('a place outside every grid brings none', () => {
  expect(incidentAt(at(99, 5), GRIDS).gridId).toBeNull();
});

test('moving the place moves the grid with it, and keeps what was typed', () => {
  const typed = { ...incidentAt(at(1, 1), GRIDS), title: '占道经营' };
  expect(withPlace(typed, at(12, 5), GRIDS)).toMatchObject({ title: '占道经营', gridId: 'east' });
});

test('clearing the place keeps the grid that was chosen', () => {
  const chosen = { ...incidentAt(null, GRIDS), gridId: 'west' };
  expect(withPlace(chosen, null, GRIDS)).toMatchObject({ position: null, gridId: 'west' });
});

test('what is sent is trimmed and is what the contract takes', () => {
  const form = { ...incidentAt(at(1, 1), GRIDS), title: '  占道经营 ', description: ' 两个摊位\n' };
  const sent = toReportIncident(form);
  expect(ReportIncident.parse(sent)).toMatchObject(sent);
  expect(sent).toMatchObject({ title: '占道经营', description: '两个摊位', position: at(1, 1), gridId: 'west' });
});

test('who told of it is sent only where somebody did', () => {
  const form = { ...incidentAt(null, GRIDS), title: '噪声', informant: ' 王女士 ', informantPhone: '138' };
  expect(toReportIncident({ ...form, source: 'phone' })).toMatchObject({ informant: '王女士', informantPhone: '138' });
  expect(toReportIncident(form)).toMatchObject({ informant: '', informantPhone: '' });
});

test.each([
  ['   ', 'needTitle'],
  ['占道经营', null],
  ['长'.repeat(100), null],
  ['长'.repeat(101), 'tooLong'],
])('the title %j is judged as the server would', (title, mistake) => {
  expect(titleMistake(title)).toBe(mistake);
  expect(ReportIncident.shape.title.safeParse(title).success).toBe(mistake === null);
});

test('a description may be empty, and may be long, but not endless', () => {
  expect([
    descriptionMistake(''),
    descriptionMistake('长'.repeat(2_000)),
    descriptionMistake('长'.repeat(2_001)),
  ]).toEqual([null, null, 'tooLong']);
});
