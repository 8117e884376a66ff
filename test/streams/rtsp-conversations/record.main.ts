/**
 * Records the conversations that the table replays, from programs that are not ours:
 * `node test/streams/rtsp-conversations/record.main.ts gstreamer-h264 > gstreamer-h264.txt`.
 *
 * `C:` what was asked, `S:` what was answered, `R:` an RTP packet of the video track,
 * `T:` an RTCP packet of it (hex). ffmpeg serves no RTSP but pushes it: there it is the
 * one who asks, and its description is in its ANNOUNCE.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InterleavedListener, InterleavedReader } from '../../../streams/rtsp/interleaved-reader.ts';
import { openRtspCameras } from '../../fixtures/rtsp-cameras.ts';

const PICTURE_COUNT = 18;
const SOUND_PACKET_COUNT = 12;
const [SECONDS, RATE, GOP] = [10, 12, 8];

const RECORDINGS: Record<string, () => Promise<void>> = {
  /** Two slices a picture; raw clips repeat their parameter sets in the stream. */
  'gstreamer-h264': () => recordServer(clip('cam.h264', '160x120', 30, ['libx264', '-slices', '2'])),
  /** The clip is an MP4: parameter sets are only in the description. */
  'gstreamer-h265': () => recordServer(clip('cam.mp4', '160x120', 32, ['libx265', '-tag:v', 'hvc1'])),
  /** Key frames of more than 10 kB; parameter sets are only in the description. */
  'ffmpeg-h264': () => recordPusher(clip('cam.mp4', '320x240,noise=alls=5', 27, ['libx264'])),
  /** Sound alone; rows put it beside pictures. */
  'ffmpeg-aac': () => recordPusher(sound(['aac', '-ar', '16000', '-b:a', '32k'])),
  'ffmpeg-pcma': () => recordPusher(sound(['pcm_alaw', '-ar', '8000'])),
  'ffmpeg-opus': () => recordPusher(sound(['libopus', '-ar', '48000', '-b:a', '24k'])),
  'ffmpeg-g726': () => recordPusher(sound(['g726', '-ar', '8000', '-b:a', '32k'])),
};

const folder = mkdtempSync(join(tmpdir(), 'record-'));
try {
  await RECORDINGS[process.argv[2] ?? '']?.();
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);

function clip(name: string, picture: string, crf: number, codec: readonly string[]): string {
  const path = join(folder, name);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=rate=${RATE}:duration=${SECONDS}:size=${picture}`],
    ...['-c:v', ...codec, '-crf', `${crf}`, '-g', `${GOP}`, '-pix_fmt', 'yuv420p', '-threads', '1'],
    ...(codec[0] === 'libx265'
      ? ['-x265-params', `bframes=0:scenecut=0:slices=2:keyint=${GOP}:min-keyint=${GOP}:log-level=none:info=0`]
      : ['-bf', '0', '-sc_threshold', '0', '-profile:v', 'main']),
    path,
  ]);
  return path;
}

function sound(codec: readonly string[]): string {
  const path = join(folder, 'sound.mka');
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `sine=frequency=440:duration=${SECONDS}`, '-ac', '1'],
    ...['-c:a', ...codec, path],
  ]);
  return path;
}

function say(mark: string, text: string): void {
  for (const line of text.split('\r\n')) console.log(`${mark}: ${line}`.trimEnd());
}

/** Writes down what comes, and answers when that is enough. */
function packetWriter(): { onPacket: InterleavedListener['onPacket']; enough: Promise<void> } {
  const enough = Promise.withResolvers<void>();
  const isSound = (process.argv[2] ?? '').includes('-h26') === false;
  const wantedCount = isSound ? SOUND_PACKET_COUNT : PICTURE_COUNT;
  let count = 0;
  return {
    enough: enough.promise,
    onPacket: (channel, packet) => {
      if (count === wantedCount) return;
      console.log(`${channel === 0 ? 'R' : 'T'}: ${packet.toString('hex')}`);
      if (channel === 0 && (isSound || ((packet[1] ?? 0) & 0x80) !== 0)) count += 1;
      if (count === wantedCount) enough.resolve();
    },
  };
}

async function recordServer(path: string): Promise<void> {
  await using cameras = await openRtspCameras({ mounts: { cam: path } });
  const url = cameras.urlOf('cam');
  const socket = connect(cameras.port, '127.0.0.1');
  const answers: ((text: string) => void)[] = [];
  const { enough, onPacket } = packetWriter();
  const reader = new InterleavedReader({
    onMessage: (head, body) => answers.shift()?.(`${head}\r\n\r\n${body}`),
    onPacket,
    onSkipped: () => {},
  });
  socket.on('data', (chunk) => reader.push(chunk));
  let cseq = 0;
  const ask = async (method: string, to: string, ...headers: string[]) => {
    cseq += 1;
    const text = [`${method} ${to} RTSP/1.0`, `CSeq: ${cseq}`, ...headers, '', ''].join('\r\n');
    socket.write(text);
    say('C', text.trimEnd());
    const answer = await new Promise<string>((resolve) => answers.push(resolve));
    say('S', answer.trimEnd());
    return answer;
  };
  await ask('OPTIONS', url);
  const described = await ask('DESCRIBE', url, 'Accept: application/sdp');
  const control = [...described.matchAll(/a=control:(\S+)/g)].at(-1)?.[1];
  const setUp = await ask('SETUP', `${url}/${control}`, 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
  const session = /Session: ([^;\s]+)/i.exec(setUp)?.[1];
  await ask('PLAY', `${url}/`, `Session: ${session}`, 'Range: npt=0.000-');
  await enough;
  socket.destroy();
}

async function recordPusher(path: string): Promise<void> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const ffmpeg = spawn('ffmpeg', [
    ...['-v', 'error', '-re', '-i', path, '-c', 'copy', '-f', 'rtsp', '-rtsp_transport', 'tcp'],
    `rtsp://127.0.0.1:${port}/cam`,
  ]);
  const [socket] = await once(server, 'connection');
  const { enough, onPacket } = packetWriter();
  const reader = new InterleavedReader({
    onPacket,
    onSkipped: () => {},
    onMessage: (head, body) => {
      if (!head.startsWith('TEARDOWN')) say('C', `${head}\r\n\r\n${body}`.trimEnd());
      const lines = ['RTSP/1.0 200 OK', `CSeq: ${/^CSeq: (\d+)/im.exec(head)?.[1]}`];
      const transport = /^Transport: .*$/im.exec(head)?.[0];
      if (transport) lines.push(transport);
      if (!head.startsWith('OPTIONS')) lines.push('Session: 4A7C1E09');
      if (!head.startsWith('TEARDOWN')) say('S', lines.join('\r\n'));
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    },
  });
  socket.on('data', (chunk: Buffer) => reader.push(chunk));
  // ffmpeg is ended in the middle of a sentence.
  socket.on('error', () => {});
  await enough;
  ffmpeg.kill();
  await once(ffmpeg, 'exit');
}
