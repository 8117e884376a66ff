/**
 * Whether a file can be seen or heard, found out by decoding it with ffmpeg, one file at a
 * time. The format is named by us, and nothing but the file itself may be opened.
 */
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { type EvidenceKind, PICTURE_MAX_PIXELS, VOICE_MAX_MS } from '../../config/contract/evidence.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { EvidenceFormat } from './evidence.rules.ts';

const log = newLogger('evidence');
const WITHIN_MS = 20_000;
const lane = new Lane();

const Probed = z.object({
  streams: z.array(z.object({ codec_type: z.string(), width: z.number().optional(), height: z.number().optional() })),
});

export type Decoded = { width: number | null; height: number | null; durationMs: number | null };

/** Undefined when it cannot be decoded, is larger than it may be, or holds something else. */
export function decode(path: string, kind: EvidenceKind, format: EvidenceFormat): Promise<Decoded | undefined> {
  return lane.run(async () => {
    const input = ['-protocol_whitelist', 'file,pipe', '-f', format.demuxer, '-i', path];
    const said = await run('ffprobe', [
      ...['-v', 'error', ...input, '-show_entries', 'stream=codec_type,width,height', '-of', 'json'],
    ]);
    const { streams } = said === undefined ? { streams: [] } : Probed.parse(JSON.parse(said));
    const [stream, ...others] = streams;
    if (!stream || others.length > 0) return undefined;
    return kind === 'picture' ? picture(stream, input) : voice(stream, input);
  });
}

type Stream = z.infer<typeof Probed>['streams'][number];

async function picture(
  { codec_type, width = 0, height = 0 }: Stream,
  input: readonly string[],
): Promise<Decoded | undefined> {
  if (codec_type !== 'video' || width * height === 0 || width * height > PICTURE_MAX_PIXELS) return undefined;
  const told = await run('ffmpeg', [...START, ...input, '-frames:v', '1', ...INTO_NOTHING]);
  return told !== undefined && /^frame=1$/m.test(told) ? { width, height, durationMs: null } : undefined;
}

async function voice({ codec_type }: Stream, input: readonly string[]): Promise<Decoded | undefined> {
  if (codec_type !== 'audio') return undefined;
  const told = await run('ffmpeg', [...START, ...input, ...INTO_NOTHING]);
  const lasts = [...(told ?? '').matchAll(/^out_time_us=(\d+)$/gm)].at(-1)?.[1];
  const durationMs = Math.round(Number(lasts ?? 0) / 1_000);
  return durationMs > 0 && durationMs <= VOICE_MAX_MS ? { width: null, height: null, durationMs } : undefined;
}

const START = ['-hide_banner', '-nostdin', '-v', 'error', '-xerror', '-threads', '1'];
const INTO_NOTHING = ['-f', 'null', '-progress', 'pipe:1', '/dev/null'];

/** What it says on its output; undefined when it failed or took too long. Its absence is a bug of the machine, and thrown. */
function run(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: WITHIN_MS,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => complaints.push(part));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(parts).toString('utf8'));
      log.info({ program, code, said: Buffer.concat(complaints).toString('utf8').slice(-300) }, 'evidence refused');
      resolve(undefined);
    });
  });
}
