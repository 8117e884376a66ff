/** The way back to a camera, with GStreamer's ONVIF server at the other end, which keeps what it heard. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBackchannel, probeBackchannel } from '../../../streams/rtsp/backchannel.ts';
import { openRtspSession } from '../../../streams/rtsp/rtsp-client.ts';
import { VoiceStamp } from '../../../streams/talk/voice-stamp.ts';
import { newHeardSound } from '../../fixtures/heard-sound.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';

const LOGIN = { user: 'viewer', password: 'right one' };
const PICTURE = '320x240@5:200';
const TONE_HZ = 1_000;
const PACKET_MS = 20;
const PACKET_SAMPLES = 160;
/** One wave of 1 kHz at 8 kHz, in A-law and in µ-law: four values and their opposites. */
const WAVES = {
  PCMA: [0xd5, 0xb4, 0xba, 0xb4, 0x55, 0x34, 0x3a, 0x34],
  PCMU: [0xff, 0x9e, 0x90, 0x9e, 0x7f, 0x1e, 0x10, 0x1e],
};

const heard = { pcma: newHeardSound(), pcmu: newHeardSound() };
let cameras: RtspCameras;

beforeAll(async () => {
  cameras = await openRtspCameras({
    live: { pcma: PICTURE, pcmu: PICTURE, g726: PICTURE, mute: PICTURE },
    speakers: { pcma: `pcma:${heard.pcma.path}`, pcmu: `pcmu:${heard.pcmu.path}`, g726: 'g726:/dev/null' },
    login: { ...LOGIN, auth: 'digest' },
  });
});

afterAll(async () => {
  await cameras?.[Symbol.asyncDispose]();
  for (const each of Object.values(heard)) await each[Symbol.asyncDispose]();
});

const at = (name: string) => ({ rtspUrl: cameras.urlOf(name), username: LOGIN.user, password: LOGIN.password });
const neverLost = (why: Error) => {
  throw why;
};

/** One packet of the tone after the other, as a browser numbers them, at the pace of speech. */
async function speak(to: { send(packet: Buffer): void; payloadType: number }, wave: readonly number[], count: number) {
  const stamp = new VoiceStamp({ ssrc: 7, sequence: 65_530, timestamp: 4_294_967_000, payloadType: to.payloadType });
  for (let index = 0; index < count; index += 1) {
    const packet = Buffer.alloc(12 + PACKET_SAMPLES);
    packet[0] = 0x80;
    packet.writeUInt16BE(index, 2);
    packet.writeUInt32BE(index * PACKET_SAMPLES, 4);
    for (let sample = 0; sample < PACKET_SAMPLES; sample += 1) packet[12 + sample] = wave[sample % wave.length] ?? 0;
    to.send(stamp.stamp(packet) ?? packet);
    await sleep(PACKET_MS);
  }
}

test.each(['PCMA', 'PCMU'] as const)(
  'a camera that takes %s hears the tone that is sent to it, all of it',
  async (codec) => {
    const name = codec === 'PCMA' ? 'pcma' : 'pcmu';
    const backchannel = await openBackchannel(at(name), 5_000, neverLost);
    expect(backchannel.codec).toBe(codec);
    await speak(backchannel, WAVES[codec], 75);
    await expect.poll(() => heard[name].seconds()).toBe(1.5);
    expect(await heard[name].toneShare(TONE_HZ)).toBeGreaterThan(0.9);
    expect(await heard[name].toneShare(1_700)).toBeLessThan(0.1);
    await backchannel.close();
    await cameras.sessionsAre(0);
  },
);

test('pictures that run are not touched by somebody who speaks', async () => {
  const sequences: number[] = [];
  const enough = Promise.withResolvers<void>();
  const session = await openRtspSession(at('pcma'), 5_000, {
    onDescribed: () => {},
    onRtp: (packet) => {
      sequences.push(packet.readUInt16BE(2));
      if (sequences.length >= 60) enough.resolve();
    },
    onLost: neverLost,
  });
  const backchannel = await openBackchannel(at('pcma'), 5_000, neverLost);
  await speak(backchannel, WAVES.PCMA, 20);
  await backchannel.close();
  await enough.promise;
  await session.close();
  const steps = sequences.slice(1).map((sequence, index) => (sequence - (sequences[index] ?? 0)) & 0xffff);
  expect(new Set(steps)).toEqual(new Set([1]));
});

test.each([
  ['mute', 'TALK_NOT_OFFERED'],
  ['g726', 'TALK_CODEC_NOT_SUPPORTED'],
  ['nowhere', 'CAMERA_STREAM_NOT_FOUND'],
])('asking %s leaves nothing open and says %s', async (name, code) => {
  await expect(probeBackchannel(at(name), 5_000)).rejects.toMatchObject({ code });
  await expect(openBackchannel(at(name), 5_000, neverLost)).rejects.toMatchObject({ code });
  await cameras.sessionsAre(0);
});

test('a camera that ends the connection is told as lost, once', async () => {
  await using own = await openRtspCameras({ live: { gate: PICTURE }, speakers: { gate: 'pcmu:/dev/null' } });
  const losses: string[] = [];
  const lost = Promise.withResolvers<void>();
  const target = { rtspUrl: own.urlOf('gate'), username: '', password: '' };
  const backchannel = await openBackchannel(target, 5_000, ({ code }) => {
    losses.push(code);
    lost.resolve();
  });
  await own.kill();
  await lost.promise;
  backchannel.send(Buffer.alloc(172));
  await backchannel.close();
  expect(losses).toEqual(['CAMERA_CONNECTION_LOST']);
});

test('a camera that hangs is given up, though its connection stands', async () => {
  await using own = await openRtspCameras({ live: { gate: PICTURE }, speakers: { gate: 'pcmu:/dev/null' } });
  const lost = Promise.withResolvers<string>();
  const target = { rtspUrl: own.urlOf('gate'), username: '', password: '' };
  await openBackchannel(target, 1_000, ({ code }) => lost.resolve(code));
  own.pause();
  expect(await lost.promise).toBe('CAMERA_TIMEOUT');
});
