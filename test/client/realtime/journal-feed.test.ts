import { expect, test, vi } from 'vitest';
import { JournalFeed } from '../../../client/src/realtime/journal-feed.ts';
import type { MissedEntries, Snapshot } from '../../../config/contract/events.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { health } from '../site-things.ts';

test('entries after the snapshot are handed on once, in order', async () => {
  const { feed, seen } = newFeed({ snapshotSeq: 5 });
  await feed.connected();
  for (const seq of [6, 7, 7, 6, 8]) feed.committed(entry(seq));
  expect(seen()).toEqual([6, 7, 8]);
});

test('what the snapshot already holds is not handed on again', async () => {
  const { feed, seen } = newFeed({ snapshotSeq: 5 });
  const connecting = feed.connected();
  feed.committed(entry(4));
  feed.committed(entry(5));
  feed.committed(entry(6));
  await connecting;
  expect(seen()).toEqual([6]);
});

test.each(permutations([9, 10, 11, 12]))(
  'entries that arrive while it catches up are held back and come once, in order: %i %i %i %i',
  async (...arriving) => {
    const { feed, seen, answer } = newFeed({ snapshotSeq: 8 });
    await feed.connected();
    const again = feed.connected();
    for (const seq of arriving) feed.committed(entry(seq));
    expect(seen()).toEqual([]);
    answer(missed([entry(10), entry(9)], 10));
    await again;
    feed.committed(entry(13));
    expect(seen()).toEqual([9, 10, 11, 12, 13]);
  },
);

test('a gap that is too long is closed by a new snapshot', async () => {
  const { feed, seen, answer, snapshots } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  const again = feed.connected();
  feed.committed(entry(9));
  answer({ ...missed([entry(9)], 9), complete: false });
  await again;
  feed.committed(entry(10));
  expect(snapshots()).toBe(2);
  expect(seen()).toEqual([9, 10]);
});

test('after a change of rights everything is read anew', async () => {
  const { feed, snapshots } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  await feed.readAnew();
  expect(snapshots()).toBe(2);
});

test('a server that was given older data is read anew', async () => {
  const { feed, snapshots } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  feed.welcomed(8);
  expect(snapshots()).toBe(1);
  feed.welcomed(7);
  expect(snapshots()).toBe(2);
});

test('an answer to a question from before the last connection is not used', async () => {
  const { feed, seen, answers } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  const first = feed.connected();
  const second = feed.connected();
  answers()[0]?.(missed([entry(9)], 9));
  await first;
  expect(seen()).toEqual([]);
  answers()[1]?.(missed([entry(9), entry(10)], 10));
  await second;
  expect(seen()).toEqual([9, 10]);
});

test('it says when it is behind and when it has caught up', async () => {
  const { feed, caughtUp, answer } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  const again = feed.connected();
  expect(caughtUp()).toEqual([false, true, false]);
  answer(missed([], 8));
  await again;
  expect(caughtUp()).toEqual([false, true, false, true]);
});

test('a failure to catch up is reported, and what arrived meanwhile is not lost', async () => {
  const { feed, seen, failures, refuse, answer } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  const again = feed.connected();
  feed.committed(entry(9));
  refuse();
  await again;
  expect(failures()).toBe(1);
  const once = feed.connected();
  answer(missed([], 8));
  await once;
  expect(seen()).toEqual([9]);
});

test('a snapshot from before the connection is shown at once, and what came after it is asked for', async () => {
  const { feed, seen, replaced, snapshots, answer } = newFeed({ snapshotSeq: 8 });
  feed.begin(Promise.resolve(snapshot(5)));
  await Promise.resolve();
  expect(replaced()).toEqual([5]);
  const connecting = feed.connected();
  feed.committed(entry(7));
  await vi.waitFor(() => {
    answer(missed([entry(6)], 6));
    expect(seen()).toEqual([6, 7]);
  });
  await connecting;
  expect(snapshots()).toBe(0);
});

test('one that comes after the connection is waited for; one that fails is asked for again', async () => {
  const { feed, replaced, snapshots } = newFeed({ snapshotSeq: 8 });
  const early = Promise.withResolvers<Snapshot>();
  feed.begin(early.promise);
  const connecting = feed.connected();
  early.reject(new Error('away'));
  await connecting;
  expect(replaced()).toEqual([8]);
  expect(snapshots()).toBe(1);
});

test('one from before a change of rights is not shown', async () => {
  const { feed, replaced } = newFeed({ snapshotSeq: 8 });
  const early = Promise.withResolvers<Snapshot>();
  feed.begin(early.promise);
  await feed.readAnew();
  early.resolve(snapshot(5));
  await early.promise;
  expect(replaced()).toEqual([8]);
});

test('how cameras fare comes with what was missed, and no more than what is new', async () => {
  const { feed, fared, stamps, answer } = newFeed({ snapshotSeq: 8 });
  await feed.connected();
  const again = feed.connected();
  answer({ ...missed([], 8), health: [health('c1')] });
  await again;
  expect(fared()).toEqual(['c1']);
  void feed.connected();
  expect(stamps()).toEqual([1, 2]);
});

/** A server that answers `entriesAfter` when the test says so, and snapshots at once. */
function newFeed({ snapshotSeq }: { snapshotSeq: number }) {
  const handedOn: number[] = [];
  const behind: boolean[] = [];
  const replaced: number[] = [];
  const fared: string[] = [];
  const asked: number[] = [];
  const waiting: { answer: (missed: MissedEntries) => void; refuse: (why: Error) => void }[] = [];
  let snapshotCount = 0;
  let failureCount = 0;
  const feed = new JournalFeed(
    {
      snapshot: async () => {
        snapshotCount += 1;
        return snapshot(snapshotSeq);
      },
      entriesAfter: (_seq, healthStamp) =>
        new Promise((resolve, reject) => {
          asked.push(healthStamp);
          waiting.push({ answer: resolve, refuse: reject });
        }),
    },
    {
      replace: ({ seq }) => replaced.push(seq),
      put: ({ seq }) => handedOn.push(seq),
      putHealth: (health) => fared.push(...health.map(({ cameraId }) => cameraId)),
      caughtUp: (isCaughtUp) => behind.push(isCaughtUp),
      failed: () => {
        failureCount += 1;
      },
    },
  );
  return {
    feed,
    seen: () => handedOn,
    replaced: () => replaced,
    fared: () => fared,
    stamps: () => asked,
    caughtUp: () => behind,
    snapshots: () => snapshotCount,
    failures: () => failureCount,
    answers: () => waiting.map(({ answer }) => answer),
    answer: (missed: MissedEntries) => waiting.at(-1)?.answer(missed),
    refuse: () => waiting.at(-1)?.refuse(new Error('away')),
  };
}

function missed(entries: JournalEntry[], seq: number): MissedEntries {
  return { entries, seq, complete: true, health: [], healthStamp: 2 };
}

function snapshot(seq: number): Snapshot {
  return {
    seq,
    cameras: [],
    cameraGroups: [],
    grids: [],
    alerts: [],
    incidents: [],
    units: [],
    notices: [],
    health: [],
    healthStamp: 1,
  };
}

function entry(seq: number): JournalEntry {
  return {
    seq,
    atMs: seq,
    actor: { personId: null, name: '' },
    kind: 'cameraGroup',
    subject: 'group',
    scope: { action: 'camera.view', cameraGroupId: null },
    body: { id: 'group', name: String(seq) },
  };
}

function permutations(all: number[]): number[][] {
  if (all.length <= 1) return [all];
  return all.flatMap((first, at) => permutations(all.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
