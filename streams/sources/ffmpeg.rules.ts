/** What ffmpeg complained of, as one of our causes. Pure. */
import { AppError } from '../../config/contract/errors.ts';

const MAX_REASON_LENGTH = 200;

type Rule = [pattern: RegExp, failure: (url: URL | undefined) => AppError];

const RULES: readonly Rule[] = [
  [/401 Unauthorized|403 Forbidden|authorization failed/i, () => new AppError('CAMERA_WRONG_PASSWORD')],
  [
    /404 (?:Stream )?Not Found|No such file or directory/i,
    (url) => new AppError('CAMERA_STREAM_NOT_FOUND', { path: url?.pathname ?? '' }),
  ],
  [
    /Connection refused|No route to host|Network is unreachable|Failed to resolve|Name or service not known|Input\/output error/i,
    (url) => new AppError('CAMERA_UNREACHABLE', { host: url?.hostname ?? '', port: url?.port || '' }),
  ],
  [/timed out|ETIMEDOUT/i, () => new AppError('CAMERA_TIMEOUT')],
  [/matches no streams/i, () => new AppError('CAMERA_NO_VIDEO')],
  [
    /Could not find tag for codec (\w+)|codec not currently supported in container/i,
    () => new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: 'unknown' }),
  ],
];

/** The last line says it, where none of the known causes does; without a password that an address may hold. */
export function ffmpegFailure(complaints: string, sourceUrl: string): AppError {
  const rule = RULES.find(([pattern]) => pattern.test(complaints));
  if (rule) {
    const codec = /tag for codec (\w+)/i.exec(complaints)?.[1];
    if (codec) return new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec });
    return rule[1](URL.canParse(sourceUrl) ? new URL(sourceUrl) : undefined);
  }
  const lines = complaints
    .split('\n')
    .map(withoutPassword)
    .filter((line) => line.trim() !== '');
  const last = lines.at(-1);
  if (last === undefined) return new AppError('CAMERA_CONNECTION_LOST', { reason: '' });
  return new AppError('COMPATIBILITY_FAILED', { reason: last.trim().slice(0, MAX_REASON_LENGTH) });
}

function withoutPassword(line: string): string {
  return line.replace(/\/\/[^/@\s]*@/g, '//');
}
