/** Every recorded conversation, altered to what the field's cameras do, is pulled to the end. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConversation } from './conversation.ts';
import { CONVERSATIONS } from './conversations.ts';
import { converse } from './converse.ts';
import { recordedPictures } from './recorded-rtp.ts';

/** What must not be missing, in the words of whoever asked for it. */
const ASKED_FOR: readonly [string, RegExp][] = [
  ['parameter sets only in the SDP', /parameter sets only in the description/],
  ['Annex B inside a NAL unit', /byte stream with start codes into one NAL unit/],
  ['wrong markers', /marks every packet/],
  ['marker on SPS', /marks its parameter sets/],
  ['10 kB UDP packets', /more than 10 kB over UDP/],
  ['missing fmtp', /^without fmtp/],
  ['odd Content-Base', /whose Content-Base/],
  ['session id that changes', /another session id/],
  ['rtptime=0', /rtptime=0/],
  ['lost interleaved sync', /swallows the end of a packet/],
  ['clock jumps', /clock jumps/],
  ['wrap-around of the sequence', /sequence numbers wrap/],
  ['wrap-around of the timestamp', /timestamps wrap/],
  ['Basic', /asks for Basic/],
  ['Digest MD5', /Digest without qop/],
  ['Digest SHA-256', /SHA-256/],
  ['Digest qop', /Digest with qop/],
  ['stale nonce', /nonce runs out/],
  ['redirects', /elsewhere/],
  ['461 fallback to UDP', /RTP over UDP only$/],
  ['keep-alive by GET_PARAMETER', /says it knows GET_PARAMETER/],
  ['keep-alive by OPTIONS', /does not say it knows GET_PARAMETER/],
  ['TEARDOWN with a short timer', /does not answer TEARDOWN/],
  ['AAC', /sends AAC/],
  ['G.711', /sends G\.711/],
  ['Opus', /sends Opus/],
  ['unknown audio codec refused by name', /sound nobody here can play/],
  ['video codec refused by name', /codec we do not carry/],
];

const CODE = new Map(globSync('streams/**/*.ts').map((path) => [basename(path), readFileSync(path, 'utf8')]));
const FILES = /[\w.-]+\.ts\b/g;
/** Written as only code is: `#private`, `camelCase`, `called()`, `CONSTANT`. */
const NAMES = /#\w+|\b[a-z]+[A-Z]\w*|\b\w+(?=\(\))|\b[A-Z][A-Z_]{3,}\b/g;

/** What a row names as its guard and nobody finds. */
function goneFrom(guards: string): string[] {
  const files = guards.match(FILES) ?? ['no file'];
  const code = files.map((file) => CODE.get(file) ?? '').join();
  const names = guards.replaceAll(FILES, '').match(NAMES) ?? [];
  const isGone = (name: string) => !new RegExp(`${name}\\b`).test(code);
  return [...files.filter((file) => !CODE.has(file)), ...names.filter(isGone)];
}

/** Fake are only the timers of what is done now and then: keep-alives and reports. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

describe('the table', () => {
  test('holds forty quirks and more, each of them once', () => {
    const quirks = CONVERSATIONS.map(({ quirk }) => quirk);
    expect(new Set(quirks).size).toBe(quirks.length);
    expect(quirks.length).toBeGreaterThanOrEqual(40);
  });

  test('holds forty quirks and more that were seen to break the client', () => {
    const seen = CONVERSATIONS.filter(({ seenToBreak }) => seenToBreak !== 'never');
    expect(seen.length).toBeGreaterThanOrEqual(40);
  });

  test('names guards that are there', () => {
    const gone = CONVERSATIONS.map(({ guards }) => ({ guards, gone: goneFrom(guards) }));
    expect(gone.filter((row) => row.gone.length > 0)).toEqual([]);
  });

  test.each(ASKED_FOR)('holds %s', (_name, quirk) => {
    expect(CONVERSATIONS.some((row) => quirk.test(row.quirk))).toBe(true);
  });
});

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
