/**
 * Compatibility mode: one ffmpeg process per camera speaks what our own client does
 * not (RTSP it cannot make sense of, HLS, HTTP-FLV, RTMP, SRT, files), and hands the
 * pictures on as they are. Sound it makes into Opus, whatever it was.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { AppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import { FragmentedMp4Reader, type TimedSample, type Track } from '../mp4/fragmented-mp4-reader.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import { ffmpegFailure } from './ffmpeg.rules.ts';
import type { Source, SourceListener } from './source.ts';
import { TimedMedia } from './timed-media.ts';

const log = newLogger('compatibility');

export type FfmpegWish = Pick<CarriedCamera, 'sourceUrl' | 'username' | 'password' | 'transport' | 'audio'>;
type Needs = {
  clock: Clock;
  order: PictureOrder;
  connectTimeoutMs: number;
  /** Where files to be played are; no other file can be reached. */
  clipsFolder: string;
};

/** It looks at the stream for this long before it hands anything on; HLS and SRT begin slower than RTSP. */
const LOOKS_MS = 1_500;
const FIRST_PICTURE_MS = 12_000;
const LEAVES_WITHIN_MS = 2_000;
const KEPT_COMPLAINTS_BYTES = 4_096;
const OPUS: AudioFormat = { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };

/** Errors: the same `CAMERA_…` codes as our own client's; COMPATIBILITY_FAILED with ffmpeg's words where none fits. */
export async function openFfmpegSource(
  wish: FfmpegWish,
  needs: Needs,
  { onUnit, ...listener }: SourceListener,
): Promise<Source> {
  const first = Promise.withResolvers<void>();
  let isOpen = false;
  let isClosed = false;
  let refusal: AppError | undefined;
  let complaints = '';
  const media = new TimedMedia(needs, {
    ...listener,
    onUnit: (unit) => {
      isOpen = true;
      first.resolve();
      onUnit(unit);
    },
  });
  const reader = new FragmentedMp4Reader({
    onTracks: (tracks) => {
      const video = tracks.find(({ kind }) => kind === 'video');
      if (video?.parameterSets) media.setParameterSets(video.parameterSets);
      else refuse(video ? new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: video.sampleEntry }) : noVideo());
    },
    onSample: (sample) => takeSample(media, sample),
  });
  const child = spawn('ffmpeg', argumentsFor(wish, needs), { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close');
  const refuse = (why: AppError) => {
    refusal ??= why;
    child.kill('SIGKILL');
  };
  child.once('error', (thrown) => refuse(new AppError('COMPATIBILITY_FAILED', { reason: thrown.message }, thrown)));
  child.stderr.on('data', (bytes: Buffer) => {
    complaints = `${complaints}${bytes}`.slice(-KEPT_COMPLAINTS_BYTES);
  });
  child.stdout.on('data', (bytes: Buffer) => {
    if (isClosed || refusal) return;
    try {
      reader.push(bytes);
    } catch (thrown) {
      log.warn({ err: thrown }, 'not the MP4 it should be');
      refuse(new AppError('COMPATIBILITY_FAILED', { reason: String(thrown) }, thrown));
    }
  });
  child.once('close', () => {
    const why = refusal ?? ffmpegFailure(complaints, wish.sourceUrl);
    if (!isOpen) first.reject(why);
    else if (!isClosed) listener.onLost(why);
  });
  const timer = setTimeout(() => refuse(new AppError('CAMERA_TIMEOUT')), needs.connectTimeoutMs + FIRST_PICTURE_MS);
  try {
    await first.promise;
  } finally {
    clearTimeout(timer);
  }
  return {
    setUrgent: () => {
      // Every picture is handed on as it comes.
    },
    stats: () => ({ received: media.counts.pictures + media.counts.frames, lost: 0, cameraClock: null }),
    close: () => {
      isClosed = true;
      return leave(child, exited);
    },
  };
}

/** A kind word first, so that it can take its leave of the camera. */
async function leave(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), LEAVES_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}

function takeSample(
  media: TimedMedia,
  { track, data, decodeTicks, compositionTicks, durationTicks }: TimedSample,
): void {
  const at = onOurClock(decodeTicks + compositionTicks, track);
  if (track.kind === 'video') media.takePicture(data, at);
  else media.takeSound(data, { heardAt: at, durationTicks: onOurClock(durationTicks, track) }, OPUS);
}

function onOurClock(ticks: number, { ticksPerSecond }: Track): number {
  return Math.round((ticks * TICKS_PER_SECOND) / ticksPerSecond);
}

function noVideo(): AppError {
  return new AppError('CAMERA_NO_VIDEO');
}

function argumentsFor(wish: FfmpegWish, needs: Needs): string[] {
  // biome-ignore format: one option a line reads like the command it is
  return [
    '-hide_banner', '-nostdin', '-loglevel', 'error',
    '-fflags', 'nobuffer', '-analyzeduration', `${LOOKS_MS * 1_000}`,
    ...inputFor(wish, needs),
    '-map', '0:v:0', '-c:v', 'copy',
    ...(wish.audio ? ['-map', '0:a:0?', '-c:a', 'libopus', '-ar', '48000', '-ac', '2', '-b:a', '48k'] : []),
    '-f', 'mp4', '-movflags', '+frag_every_frame+empty_moov+default_base_moof+delay_moov',
    '-flush_packets', '1', 'pipe:1',
  ];
}

/** Of `file:NAME`; no path leads out of the folder. */
export function clipPath(sourceUrl: string, clipsFolder: string): string {
  return join(clipsFolder, basename(sourceUrl.slice('file:'.length)));
}

/** A stream may name further addresses: none of them may be a file or another scheme. */
function inputFor(wish: FfmpegWish, { connectTimeoutMs, clipsFolder }: Needs): string[] {
  const timeout = `${connectTimeoutMs * 1_000}`;
  const { sourceUrl, transport } = wish;
  if (/^file:/i.test(sourceUrl)) {
    return ['-protocol_whitelist', 'file', '-re', '-stream_loop', '-1', '-i', clipPath(sourceUrl, clipsFolder)];
  }
  const address = new URL(sourceUrl);
  if (wish.username !== '') {
    address.username = encodeURIComponent(wish.username);
    address.password = encodeURIComponent(wish.password);
  }
  const scheme = address.protocol.toLowerCase().slice(0, -1);
  if (scheme === 'rtsp' || scheme === 'rtsps') {
    const way = transport === 'auto' ? ['-rtsp_flags', 'prefer_tcp'] : ['-rtsp_transport', transport];
    return ['-protocol_whitelist', 'rtsp,rtsps,rtp,udp,tcp,tls', ...way, '-timeout', timeout, '-i', address.href];
  }
  if (scheme === 'rtmp' || scheme === 'rtmps') {
    return ['-protocol_whitelist', 'rtmp,rtmps,tcp,tls', '-rw_timeout', timeout, '-i', address.href];
  }
  if (scheme === 'srt') {
    return ['-protocol_whitelist', 'srt', '-timeout', timeout, '-i', address.href];
  }
  // HLS and files come faster than they are to be shown.
  const pace = /\.(?:m3u8|mp4|mkv)$/i.test(address.pathname) ? ['-re'] : [];
  return ['-protocol_whitelist', 'http,https,tcp,tls,crypto,hls', '-rw_timeout', timeout, ...pace, '-i', address.href];
}
