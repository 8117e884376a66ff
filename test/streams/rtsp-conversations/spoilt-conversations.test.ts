/** The whole client against cameras that talk nonsense: whatever is said, it ends with a cause that has a name. */
import { expect, test } from 'vitest';
import { ERROR_STATUS, toAppError } from '../../../config/contract/errors.ts';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import { openRtspSource } from '../../../streams/sources/rtsp.source.ts';
import { type Chance, chance, spoiled } from '../fuzz/chance.ts';
import { type Conversation, readConversation, type Sent } from './conversation.ts';
import { CONVERSATIONS } from './conversations.ts';
import { ReplayCamera } from './replay-server.ts';

const SEEDS = Array.from({ length: 160 }, (_, index) => index);
const AT_ONCE = 8;
const TIMEOUT_MS = 400;

function spoiledText(text: string, random: Chance): string {
  return random(4) === 0 ? spoiled(Buffer.from(text, 'latin1'), random).toString('latin1') : text;
}

function spoiledSent(each: Sent, random: Chance): Sent {
  if (random(30) > 0 || 'hangsUp' in each) return each;
  if ('rtp' in each) return { ...each, rtp: { ...each.rtp, payload: spoiled(each.rtp.payload, random) } };
  if ('rtcp' in each) return { ...each, rtcp: spoiled(each.rtcp, random) };
  if ('sound' in each) return { ...each, sound: spoiled(each.sound, random) };
  return { bytes: spoiled(each.bytes, random) };
}

/** In the end it hangs up, so that there is an end. */
function spoiltConversation(before: Conversation, random: Chance): Conversation {
  const answers = Object.entries(before.answers).map(([method, head]) => [method, spoiledText(head, random)]);
  const junk: Sent = { bytes: spoiled(Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n$\0\0\0'), random) };
  return {
    ...before,
    answers: Object.fromEntries(answers),
    description: spoiledText(before.description, random),
    sent: [...before.sent.map((each) => spoiledSent(each, random)), junk, { hangsUp: true }],
    chunkBytes: 1 + random(3_000),
  };
}

async function causeOfTheEnd(seed: number): Promise<string> {
  const random = chance(seed);
  const row = CONVERSATIONS[random(CONVERSATIONS.length)];
  if (!row) throw new Error('the table is empty');
  const altered = row.alter.reduce((before, change) => change(before), readConversation(row.from));
  await using camera = await ReplayCamera.open(spoiltConversation(altered, random));
  const { username = '', password = '', sound, address = (host: string) => `rtsp://${host}/cam` } = row.target ?? {};
  const ended = Promise.withResolvers<string>();
  try {
    const source = await openRtspSource(
      { rtspUrl: address(new URL(camera.origin).host), username, password, audio: sound !== undefined },
      { clock: Date.now, order: new PictureOrder(Date.now), connectTimeoutMs: TIMEOUT_MS },
      {
        onUnit: () => {},
        onAudio: () => {},
        onAudioRefused: () => {},
        onAbsent: () => {},
        onLost: ({ code }) => ended.resolve(code),
      },
    );
    const code = await ended.promise;
    await source.close();
    return code;
  } catch (thrown) {
    return toAppError(thrown).code;
  }
}

test.each(Array.from({ length: SEEDS.length / AT_ONCE }, (_, index) => index * AT_ONCE))(
  'spoilt conversations from seed %i on end by name',
  async (from) => {
    const seeds = SEEDS.slice(from, from + AT_ONCE);
    const causes = await Promise.all(seeds.map(causeOfTheEnd));
    const named = Object.keys(ERROR_STATUS).filter((code) => code.startsWith('CAMERA_'));
    expect(seeds.filter((_, index) => !named.includes(causes[index] ?? ''))).toEqual([]);
  },
  20_000,
);
