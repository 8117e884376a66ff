import { expect, test } from 'vitest';
import { EMPTY_SITE, type Site, withEntries, withHealth } from '../../../client/src/realtime/site.rules.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { alert, byId, camera, health } from '../site-things.ts';

const site: Site = { ...EMPTY_SITE, cameras: byId(camera('one')), health: new Map([['one', health('one')]]) };

test('a changed camera takes the place of what it was', () => {
  const changed = withEntries(site, [entry({ kind: 'camera', subject: 'one', body: camera('one', { name: '东门' }) })]);
  expect(changed.cameras.get('one')?.name).toBe('东门');
});

test('a removed camera is gone, and its health with it', () => {
  const changed = withEntries(site, [entry({ kind: 'camera', subject: 'one', body: null })]);
  expect(changed.cameras.size).toBe(0);
  expect(changed.health.size).toBe(0);
});

test('what concerns nobody here changes nothing', () => {
  const body = { outcome: 'refused' as const, address: '10.0.0.1' };
  expect(withEntries(site, [entry({ kind: 'signIn', subject: 'operator', body })])).toBe(site);
});

test('of closed alerts the newest 400 are kept, and every open one', () => {
  const open = alert('open', 'one');
  const closed = Array.from({ length: 401 }, (_, at) =>
    alert(`closed-${at}`, 'one', { state: 'closed', closedAtMs: at }),
  );
  const full = closed.reduce(
    (before, body) => withEntries(before, [entry({ kind: 'alert', subject: body.id, body })]),
    withEntries(EMPTY_SITE, [entry({ kind: 'alert', subject: open.id, body: open })]),
  );
  expect(full.alerts.size).toBe(401);
  expect(full.alerts.has('open')).toBe(true);
  expect(full.alerts.has('closed-0')).toBe(false);
});

test('health of some cameras leaves that of the others', () => {
  const changed = withHealth(site, [health('two', { state: 'offline' })]);
  expect([...changed.health].map(([id, { state }]) => [id, state])).toEqual([
    ['one', 'live'],
    ['two', 'offline'],
  ]);
});

type Told = Pick<JournalEntry, 'kind' | 'subject' | 'body'>;

function entry(told: Told): JournalEntry {
  const rest = {
    seq: 1,
    atMs: 1,
    actor: { personId: null, name: '' },
    scope: { action: 'camera.view', cameraGroupId: null },
  };
  return { ...rest, ...told } as JournalEntry;
}
