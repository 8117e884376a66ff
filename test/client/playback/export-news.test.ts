import { expect, test } from 'vitest';
import { exportNews } from '../../../client/src/playback/export-news.rules.ts';
import type { RecordingExport } from '../../../config/contract/recording.ts';

const BY = { personId: 'asker', name: '张值班' };
const MADE: RecordingExport = {
  ...{ id: 'e', cameraIds: ['c'], fromMs: 0, toMs: 1, reason: '取证', withWatermark: false, by: BY, atMs: 0 },
  ...{ state: 'waiting', decision: null, cancelledBy: null, progress: 0, byteCount: 0, files: [], failure: null },
  scope: { action: 'recording.export', cameraGroupId: null },
};
const DECISION = { personId: 'head', name: '李主任', atMs: 1, isApproved: true, note: '' };

test.each([
  { title: 'asked by another, to who may decide', id: 'head', role: 'administrator', change: {}, news: 'waitsForYou' },
  { title: 'asked by another, to who may not', id: 'other', role: 'operator', change: {}, news: undefined },
  { title: 'asked by oneself', id: 'asker', role: 'administrator', change: {}, news: undefined },
  {
    title: 'approved, to who asked',
    id: 'asker',
    role: 'operator',
    change: { state: 'working', decision: DECISION },
    news: 'approved',
  },
  { title: 'begun at once', id: 'asker', role: 'operator', change: { state: 'working' }, news: undefined },
  { title: 'ready, to who asked', id: 'asker', role: 'operator', change: { state: 'ready' }, news: 'ready' },
  { title: 'ready, to others', id: 'head', role: 'administrator', change: { state: 'ready' }, news: undefined },
  { title: 'cancelled by oneself', id: 'asker', role: 'operator', change: { state: 'cancelled' }, news: undefined },
] as const)('an export $title is news: $news', ({ id, role, change, news }) => {
  expect(exportNews({ ...MADE, ...change }, { id, role })).toBe(news);
});
