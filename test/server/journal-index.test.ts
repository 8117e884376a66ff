/** Under which action an auditor finds an entry. */
import { expect, test } from 'vitest';
import type { JournalBodies } from '../../config/contract/journal.ts';
import { indexOf } from '../../server/journal/journal-index.rules.ts';

const ENTRY = { seq: 1, atMs: 1, actorId: 'p', actorName: 'p', subject: 'c', scope: '{}', prevHash: '', hash: '' };
const actionOf = (by: string) => {
  const body = { viewingId: 'v', cameraId: 'c', by, address: '', startedAtMs: 1, endedAtMs: 2, range: null };
  return indexOf({ ...ENTRY, kind: 'viewing', body: JSON.stringify(body) } as unknown as Parameters<typeof indexOf>[0])
    .index.action;
};

test.each<[JournalBodies['viewing']['by'], string]>([
  ['webrtc', 'watched'],
  ['rtsp', 'watched'],
  ['audio', 'listened'],
  ['snapshot', 'snapshot'],
  ['playback', 'playedBack'],
  ['recorderPlayback', 'playedBack'],
  ['playbackSound', 'listened'],
  ['download', 'downloaded'],
])('what was seen by %s is found under %s', (by, action) => {
  expect(actionOf(by)).toBe(action);
});

test('a way of viewing that a later version knows is watching', () => {
  expect(actionOf('holography')).toBe('watched');
});
