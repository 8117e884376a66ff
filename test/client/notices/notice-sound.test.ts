import { expect, test } from 'vitest';
import { toneOf } from '../../../client/src/notices/notice-sound.rules.ts';
import type { Notice } from '../../../config/contract/notice.ts';

const NOW = 1_000_000;
const notice = (change: Partial<Notice> = {}): Notice => ({
  ...{ id: 'n', kind: 'handled', incidentId: 'i', incidentNumber: '20261126-0001', title: '', about: '', note: '' },
  ...{ to: { personId: 'p', name: '' }, atMs: NOW - 1_000, ways: [], readAtMs: null, readDueAtMs: null },
  ...{ toldAs: '', escalatedAtMs: null, drill: false, scope: { action: 'notice.view', cameraGroupId: null } },
  ...change,
});

test.each([
  ['nothing', [], undefined],
  ['something to know', [notice()], 'notice'],
  ['something that must be read', [notice({ kind: 'assigned', readDueAtMs: NOW + 1 })], 'warning'],
  ['a unit that asks for backup', [notice({ kind: 'backup' })], 'critical'],
  ['a supervision order among others', [notice(), notice({ id: 'o', kind: 'supervised' })], 'critical'],
  ['something that was read', [notice({ readAtMs: NOW })], undefined],
  ['something that lay there for long', [notice({ atMs: NOW - 60_000 })], undefined],
  ['something that was heard', [notice({ id: 'heard' })], undefined],
] as const)('%s', (_what, notices, tone) => {
  expect(toneOf(notices, new Set(['heard']), NOW)).toBe(tone);
});
