/** What a site has when nobody has touched it yet. */
import { expect, test } from 'vitest';
import { isStrongPassword } from '../../config/contract/person.ts';
import { newAddressLimit } from '../../server/accounts/address-limit.ts';
import { newPassword } from '../../server/accounts/first-passwords.ts';
import { openFakeNode } from './fake-node.ts';
import { manualClock } from './manual-clock.ts';
import { emptyFolder, firstCamera, openTestApp } from './open-test-app.ts';

test('with the demo there are a street, eight cameras, its units and an account for each role but a screen’s', async () => {
  await using site = await openTestApp({ folder: emptyFolder() });
  const auditor = await site.as('auditor');
  const [cameras, groups, grids] = await Promise.all(
    ['cameras', 'camera-groups', 'grids'].map((what) => auditor.ask(`GET /api/${what}`)),
  );
  expect(site.app.firstPasswords.map(({ account }) => account)).toEqual([
    ...['admin', 'operator', 'auditor', 'supervisor', 'police', 'patrol', 'community', 'gridmember'],
  ]);
  expect((await auditor.ask('GET /api/units')).body).toHaveLength(13);
  expect(cameras?.body).toHaveLength(8);
  expect(groups?.body).toMatchObject([{ name: '默认分组' }]);
  expect(grids?.body).toHaveLength(8);
});

test('without it there is the administrator alone', async () => {
  await using site = await openTestApp({ settings: { demo: { street: false } } });
  const admin = await site.as('admin');
  expect((await admin.ask('GET /api/people')).body).toMatchObject([{ account: 'admin', role: 'administrator' }]);
  expect((await admin.ask('GET /api/cameras')).body).toEqual([]);
});

test('first passwords are strong and never the same', () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  expect(passwords.filter(isStrongPassword)).toHaveLength(200);
  expect(new Set(passwords).size).toBe(200);
});

test('an address is held after many failures, whatever the accounts, and let go after the window', () => {
  const clock = manualClock();
  const limit = newAddressLimit(clock, { failures: 3, windowMs: 1_000 });
  for (let failure = 0; failure < 3; failure += 1) {
    expect(limit.isHeld('10.0.0.1')).toBe(false);
    limit.failed('10.0.0.1');
  }
  expect(limit.isHeld('10.0.0.1')).toBe(true);
  expect(limit.isHeld('10.0.0.2')).toBe(false);
  clock.advance(1_000);
  expect(limit.isHeld('10.0.0.1')).toBe(false);
});

test('a viewing that a crash cut short is ended in the record by the next start', async () => {
  await using site = await openTestApp();
  const node = await openFakeNode(site.app);
  const { id: cameraId } = await firstCamera(await site.as('operator'));
  const { body: session } = await (await site.as('operator')).ask('GET /api/session');
  const viewer = { personId: session.person.id, sessionId: 's', connectionId: 'c' };
  const notice = {
    viewingId: 'v',
    cameraId,
    by: 'hls',
    viewer,
    address: '10.0.0.1',
    atMs: site.clock(),
    range: null,
  } as const;
  node.socket.emit('viewingStarted', notice);
  // Answered in order, so the notice has been taken when this is.
  await node.detect({ detectionId: 'd1', cameraId });
  await site.app[Symbol.asyncDispose]();

  await using again = await openTestApp({ folder: site.folder, clock: site.clock });
  const auditor = await again.signIn('auditor', site.passwordOf('auditor'));
  const { body } = await auditor.ask(`GET /api/journal?kind=viewing&subject=${cameraId}`);
  expect(body).toMatchObject([
    { actor: { name: '演示值班员' }, body: { viewingId: 'v', endedAtMs: site.clock() } },
    { body: { viewingId: 'v', by: 'hls', endedAtMs: null } },
  ]);
});
