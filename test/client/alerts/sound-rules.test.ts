import { expect, test } from 'vitest';
import { dueTone, type Heard, REPEAT_EVERY_MS, USUAL_SOUND } from '../../../client/src/alerts/sound.rules.ts';
import { alert } from '../site-things.ts';

const NOW = 1_000_000;
const nothingHeard: Heard = { alertIds: new Set(), lastAtMs: {} };
const critical = alert('critical', 'c', { level: 'critical' });
const notice = alert('notice', 'c', { level: 'notice' });
const heardBoth = (atMs: number): Heard => ({
  alertIds: new Set(['critical', 'notice']),
  lastAtMs: { critical: atMs, notice: atMs },
});

test('a new alert is heard at once, the most urgent first', () => {
  expect(dueTone([notice, critical], nothingHeard, USUAL_SOUND, NOW)).toBe('critical');
});

test('it is heard again only after its pause', () => {
  const justBefore = NOW - REPEAT_EVERY_MS.critical + 1;
  expect(dueTone([critical], heardBoth(justBefore), USUAL_SOUND, NOW)).toBeUndefined();
  expect(dueTone([critical], heardBoth(justBefore - 1), USUAL_SOUND, NOW)).toBe('critical');
});

test('what is over by itself is heard once', () => {
  const over = { ...critical, recoveredAtMs: NOW };
  expect(dueTone([over], nothingHeard, USUAL_SOUND, NOW)).toBe('critical');
  expect(dueTone([over], heardBoth(0), USUAL_SOUND, NOW)).toBeUndefined();
});

test('what sounds once does not sound again', () => {
  expect(dueTone([notice], heardBoth(0), USUAL_SOUND, NOW)).toBeUndefined();
});

test('an answered alert is silent', () => {
  expect(dueTone([{ ...critical, state: 'acknowledged' }], nothingHeard, USUAL_SOUND, NOW)).toBeUndefined();
});

test('a shelved alert is silent, and is heard when it is back', () => {
  const shelving = { by: { personId: 'p', name: '张值班' }, reason: '施工', atMs: 1, untilMs: 9, shelfId: null };
  const shelved = { ...critical, shelving: { ...shelving, endedAtMs: null } };
  expect(dueTone([shelved], nothingHeard, USUAL_SOUND, NOW)).toBeUndefined();
  const back = { ...critical, shelving: { ...shelving, endedAtMs: 9 } };
  expect(dueTone([back], nothingHeard, USUAL_SOUND, NOW)).toBe('critical');
});

test('a level that is off is silent, the others are not', () => {
  const settings = { ...USUAL_SOUND, modes: { ...USUAL_SOUND.modes, critical: 'off' as const } };
  expect(dueTone([critical, notice], nothingHeard, settings, NOW)).toBe('notice');
});

test('a mute is silent until its end', () => {
  const settings = { ...USUAL_SOUND, mutedUntilMs: NOW };
  expect(dueTone([critical], nothingHeard, settings, NOW - 1)).toBeUndefined();
  expect(dueTone([critical], nothingHeard, settings, NOW)).toBe('critical');
});
