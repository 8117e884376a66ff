import { expect, test } from 'vitest';
import { undeliveredOf } from '../../../client/src/notices/notice-list.rules.ts';
import type { Notice, NoticeChannel } from '../../../config/contract/notice.ts';

const way = (channel: NoticeChannel, deliveredAtMs: number | null) => ({
  ...{ channel, sentAtMs: 1, deliveredAtMs, failure: '' },
});
const notice = (id: string, ways: Notice['ways']): Notice => ({
  ...{ id, kind: 'handled', incidentId: 'i', incidentNumber: '20261126-0001', title: '', about: '', note: '' },
  ...{ to: { personId: 'p', name: '' }, toldAs: '', atMs: 1, ways, readAtMs: null, readDueAtMs: null },
  ...{ escalatedAtMs: null, drill: false, scope: { action: 'notice.view', cameraGroupId: null } },
});

test('what the desk has is still to be told of the phone, and the other way round', () => {
  const notices = [
    notice('desk', [way('console', 2), way('phone', null)]),
    notice('phone', [way('console', null), way('phone', 2)]),
    notice('old', [way('console', null)]),
  ];
  expect(undeliveredOf(notices, 'phone')).toEqual(['desk']);
  expect(undeliveredOf(notices, 'console')).toEqual(['phone', 'old']);
});
