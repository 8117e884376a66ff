/** Has the product pull a camera that speaks as a row of the table says, and tells what came of it. */
import { vi } from 'vitest';
import type { CameraTransport } from '../../../config/contract/camera.ts';
import { type AppError, type ErrorDetail, toAppError } from '../../../config/contract/errors.ts';
import type { AccessUnit } from '../../../streams/hub/access-unit.ts';
import { factsOf } from '../../../streams/hub/video-facts.ts';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import type { CameraClock } from '../../../streams/rtsp/rtsp-client.ts';
import { openRtspSource } from '../../../streams/sources/rtsp.source.ts';
import type { Source } from '../../../streams/sources/source.ts';
import { type Base, readConversation } from './conversation.ts';
import { accessUnitData, isKeySlice, recordedPictures } from './recorded-rtp.ts';
import { ReplayCamera } from './replay-server.ts';
import { recordedFrames, type Sound } from './sound-alterations.ts';
import type { Alteration } from './text-alterations.ts';

/**
 * How the row was seen red: by the client as it was before the row was written, by
 * today's client with the guarded piece switched off, or never.
 */
export type SeenToBreak = 'as it was' | 'without its guard' | 'never';

export type Row = {
  /** Goes on where "a camera …" begins. */
  quirk: string;
  from: Base;
  alter: readonly Alteration[];
  /** The piece of the product that this row holds in place. */
  guards: string;
  seenToBreak: SeenToBreak;
  target?: {
    /** What the operator typed; `rtsp://127.0.0.1:PORT/cam` where nothing else is said. */
    address?: (host: string) => string;
    username?: string;
    password?: string;
    transport?: CameraTransport;
    /** Wanted beside the picture; that which was put there. */
    sound?: Sound;
    timeoutMs?: number;
  };
  /** Once all was read: so much time passes, and then this many requests of a method, or a report, must have come. */
  afterwards?: readonly { passMs: number; method: string; count: number }[];
  /** All recorded pictures and no failure, where nothing else is said. */
  expects?: Partial<Outcome> & {
    /** Each in a request that came after the one before. */
    asked?: readonly RegExp[];
    neverAsked?: readonly RegExp[];
  };
};

export type Outcome = {
  /** Which of the recorded pictures came out, in the order they came; -1 is none of them. */
  pictures: readonly number[];
  /** Whether all recorded frames were heard, in order and nothing else, or nothing was. */
  sounds: 'all' | 'none' | 'others';
  /** The codec that was said not to be playable. */
  soundRefused: string | null;
  /** Code of the failure, while it was opened or afterwards. */
  failure: string | null;
  detail: ErrorDetail;
  size: string;
  /** Of the timeline between two pictures, in ms. */
  longestStepMs: number;
  isRising: boolean;
  cameraClock: CameraClock['ntpMs'] | null;
  /** What the client answered to the camera's own questions. */
  answered: readonly string[];
  /** Type, and highest sequence number, of the client's RTCP reports. */
  reports: readonly string[];
  lost: number;
  /** Of the expected requests, those that did not come. */
  unasked: readonly string[];
  /** Of those that must not come, those that did. */
  wronglyAsked: readonly string[];
};

const STEP_MS = 5;
const TICKS_PER_MS = 90;

export async function converse({ from, alter, target = {}, afterwards = [], expects = {} }: Row): Promise<Outcome> {
  const recorded = readConversation(from);
  const known = recordedPictures(recorded).map(({ nals }) => ({
    data: accessUnitData(recorded.codec, nals),
    isKey: nals.some((nal) => isKeySlice(recorded.codec, nal)),
  }));
  const conversation = alter.reduce((before, change) => change(before), recorded);
  await using camera = await ReplayCamera.open(conversation);
  const { address = (host: string) => `rtsp://${host}/cam`, username = '', password = '', timeoutMs = 1_000 } = target;
  const wantedCount = expects.pictures?.length ?? known.length;
  const units: AccessUnit[] = [];
  const heardFrames: Buffer[] = [];
  let soundRefused: string | null = null;
  const enough = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<AppError>();
  let nowMs = 0;
  const clock = () => {
    nowMs += STEP_MS;
    return nowMs;
  };
  let source: Source | undefined;
  let failure: AppError | undefined;
  let facts: ReturnType<Source['stats']> | undefined;
  try {
    source = await openRtspSource(
      {
        rtspUrl: address(new URL(camera.origin).host),
        username,
        password,
        ...(target.transport && { transport: target.transport }),
        audio: target.sound !== undefined,
      },
      { clock, order: new PictureOrder(clock), connectTimeoutMs: timeoutMs },
      {
        onUnit: (unit) => {
          units.push(unit);
          if (units.length >= wantedCount) enough.resolve();
        },
        onAudio: ({ data }) => void heardFrames.push(data),
        onAudioRefused: (codec) => {
          soundRefused = codec;
        },
        onAbsent: () => {},
        onLost: ended.resolve,
      },
    );
    const isOverUdp = camera.asked.some(({ text }) => text.includes('client_port'));
    // What comes over UDP is read beside the connection, so there the last picture is waited for as well.
    const heard = Promise.all([camera.wasRead(), isOverUdp && wantedCount > 0 && enough.promise]);
    failure = await Promise.race([ended.promise, heard.then(() => undefined)]);
    for (const { passMs, method, count } of afterwards) {
      vi.advanceTimersByTime(passMs);
      await (method === 'RTCP' ? camera.wasReported() : camera.wasAsked(method, count));
      await camera.wasRead();
    }
    facts = source.stats();
  } catch (thrown) {
    failure = toAppError(thrown);
  } finally {
    await source?.close();
  }
  const steps = units.slice(1).map(({ ticks }, index) => (ticks - (units[index]?.ticks ?? 0)) / TICKS_PER_MS);
  const { width, height } = (units.at(-1) && factsOf(units.at(-1)?.parameterSets ?? NO_SETS)) ?? {
    width: 0,
    height: 0,
  };
  const texts = camera.asked.map(({ text }) => text.replaceAll(camera.origin, 'rtsp://camera'));
  return {
    pictures: units.map((unit) => known.findIndex(({ data, isKey }) => isKey === unit.isKey && data.equals(unit.data))),
    sounds: judge(heardFrames, target.sound),
    soundRefused,
    failure: failure?.code ?? null,
    detail: failure?.detail ?? {},
    size: `${width}x${height}`,
    longestStepMs: Math.max(...steps),
    isRising: steps.every((step) => step > 0),
    cameraClock: facts?.cameraClock?.ntpMs ?? null,
    answered: camera.answered,
    reports: camera.reports.map(readReport),
    lost: facts?.lost ?? 0,
    unasked: missingFrom(texts, expects.asked ?? []),
    wronglyAsked: (expects.neverAsked ?? []).filter((pattern) => texts.some((text) => pattern.test(text))).map(String),
  };
}

function judge(heard: readonly Buffer[], sound: Sound | undefined): Outcome['sounds'] {
  if (heard.length === 0) return 'none';
  const wanted = sound ? recordedFrames(sound) : [];
  const isAll = heard.length === wanted.length && heard.every((frame, index) => wanted[index]?.equals(frame));
  return isAll ? 'all' : 'others';
}

const NO_SETS = { codec: 'h264', sps: Buffer.alloc(0), pps: Buffer.alloc(0) } as const;

/** RFC 3550 section 6.4.2: who is reported on, and up to where. */
function readReport(packet: Buffer): string {
  return `${packet[1]} ${packet.readUInt32BE(8).toString(16)} ${packet.readUInt32BE(16)}`;
}

function missingFrom(texts: readonly string[], patterns: readonly RegExp[]): string[] {
  let at = 0;
  return patterns
    .filter((pattern) => {
      const found = texts.findIndex((text, index) => index >= at && pattern.test(text));
      if (found >= 0) at = found + 1;
      return found < 0;
    })
    .map(String);
}
