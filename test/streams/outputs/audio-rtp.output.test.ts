/** Sound on its way out as RTP, as browsers and RTSP clients take it. */
import { expect, test } from 'vitest';
import { type AudioFormat, type AudioUnit, G711 } from '../../../streams/hub/audio-unit.ts';
import { AudioRtpOutput } from '../../../streams/outputs/audio-rtp.output.ts';

const SENDER_REPORT = 200;
const HEADER_BYTES = 12;
const NTP_OFFSET_S = 2_208_988_800;
const PCMA: AudioFormat = { codec: 'PCMA', ...G711 };
const OPUS: AudioFormat = { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };
const AAC: AudioFormat = { codec: 'AAC', clockRate: 16_000, channels: 1, config: Buffer.from([0x14, 0x08]) };

/** So much of a sound, from that moment on; it is received when it has been spoken. */
function sound(atMs: number, ms: number, format = PCMA): AudioUnit {
  const data = Buffer.from(Array.from({ length: format === PCMA ? ms * 8 : 40 }, (_, index) => index & 0xff));
  return { data, ticks: atMs * 90, durationTicks: ms * 90, receivedAtMs: atMs + ms, format };
}

/** Keeps what is sent, in place of a socket. */
function recording(format = PCMA, firstSequence = 7) {
  const sent: Buffer[] = [];
  let unfit = 0;
  const output = new AudioRtpOutput({
    ...{ ssrc: 5, payloadType: 8, firstSequence, format },
    onUnfit: () => {
      unfit += 1;
    },
  });
  output.open({ send: (packets) => void sent.push(...packets) });
  const rtp = () => sent.filter((packet) => packet[1] !== SENDER_REPORT);
  return {
    output,
    rtp,
    timestamps: () => rtp().map((packet) => packet.readUInt32BE(4)),
    reports: () => sent.filter((packet) => packet[1] === SENDER_REPORT),
    unfit: () => unfit,
  };
}

test('a tenth of a second of G.711 in one packet leaves in five of 20 ms', () => {
  const { output, rtp, timestamps } = recording();
  const spoken = sound(1_000, 100);
  output.takeAudio(spoken);
  expect(rtp().map(({ length }) => length - HEADER_BYTES)).toEqual([160, 160, 160, 160, 160]);
  expect(Buffer.concat(rtp().map((packet) => packet.subarray(HEADER_BYTES)))).toEqual(spoken.data);
  expect(timestamps()).toEqual([8_000, 8_160, 8_320, 8_480, 8_640]);
  expect(rtp().map((packet) => packet.readUInt16BE(2))).toEqual([7, 8, 9, 10, 11]);
});

test('sequence numbers go round', () => {
  const { output, rtp } = recording(PCMA, 0xffff);
  output.takeAudio(sound(0, 40));
  expect(rtp().map((packet) => packet.readUInt16BE(2))).toEqual([0xffff, 0]);
});

test.each([
  { name: '30 ms off its place goes on evenly', offMs: 30, timestamp: 320 },
  { name: '200 ms off its place is put where it belongs', offMs: 200, timestamp: 320 + 200 * 8 },
])('sound that is $name', ({ offMs, timestamp }) => {
  const { output, timestamps } = recording();
  output.takeAudio(sound(0, 20));
  output.takeAudio(sound(20, 20));
  output.takeAudio(sound(40 + offMs, 20));
  expect(timestamps()).toEqual([0, 160, timestamp]);
});

test('a frame of Opus is one packet, as long as it says', () => {
  const { output, rtp, timestamps } = recording(OPUS);
  output.takeAudio(sound(0, 60, OPUS));
  output.takeAudio(sound(60, 60, OPUS));
  expect(timestamps()).toEqual([0, 2_880]);
  expect(rtp().map((packet) => (packet[1] ?? 0) >> 7)).toEqual([0, 0]);
});

test('a frame of AAC has its size before it, and the marker of a whole one', () => {
  const { output, rtp } = recording(AAC);
  output.takeAudio(sound(0, 64, AAC));
  const [packet = Buffer.alloc(0)] = rtp();
  expect([packet[1], packet.readUInt16BE(HEADER_BYTES), packet.readUInt16BE(HEADER_BYTES + 2)]).toEqual([
    0x80 | 8,
    16,
    40 << 3,
  ]);
});

test('each second a report says when the end of the newest sound was received', () => {
  const { output, reports } = recording();
  for (let atMs = 500_000; atMs < 502_500; atMs += 20) output.takeAudio(sound(atMs, 20));
  const said = reports().map((report) => ({
    ssrc: report.readUInt32BE(4),
    atMs: (report.readUInt32BE(8) - NTP_OFFSET_S) * 1_000 + Math.round((report.readUInt32BE(12) / 2 ** 32) * 1_000),
    timestamp: report.readUInt32BE(16),
    packetCount: report.readUInt32BE(20),
    byteCount: report.readUInt32BE(24),
  }));
  expect(said).toEqual(
    [
      { atMs: 500_020, packetCount: 1 },
      { atMs: 501_020, packetCount: 51 },
      { atMs: 502_020, packetCount: 101 },
    ].map((each) => ({ ssrc: 5, timestamp: each.atMs * 8, byteCount: each.packetCount * 160, ...each })),
  );
});

test('sound of another codec is told of and not sent', () => {
  const { output, rtp, unfit } = recording();
  output.takeAudio(sound(0, 20, OPUS));
  expect(rtp()).toEqual([]);
  expect(unfit()).toBe(1);
});
