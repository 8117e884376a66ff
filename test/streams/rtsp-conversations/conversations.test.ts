/** Every recorded conversation, altered to what the field's cameras do, is pulled to the end. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConversation } from './conversation.ts';
import { CONVERSATIONS } from './conversations.ts';
import { converse } from './converse.ts';
import { recordedPictures } from './recorded-rtp.ts';

/** Fake are only the timers of what is done now and then: keep-alives and reports. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

describe('a camera', () => {
  test.each(CONVERSATIONS.map((row) => [row.quirk, row] as const))(
    '%s',
    async (_quirk, row) => {
      const all = [...recordedPictures(readConversation(row.from)).keys()];
      const { asked: _asked, neverAsked: _never, ...expected } = row.expects ?? {};
      expect(await converse(row)).toMatchObject({
        pictures: all,
        failure: null,
        sounds: row.target?.sound ? 'all' : 'none',
        soundRefused: null,
        isRising: true,
        unasked: [],
        wronglyAsked: [],
        ...expected,
      });
    },
    5_000,
  );
});
