/**
 * Whether somebody is at an address, for what only an ffmpeg process could ask more of:
 * too much for a camera nobody needs just now.
 */
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { AppError } from '../../config/contract/errors.ts';
import { clipPath } from './ffmpeg.source.ts';

const PORTS: Record<string, number> = { rtsp: 554, rtsps: 322, rtmp: 1935, rtmps: 443, http: 80, https: 443 };

type Needs = { connectTimeoutMs: number; clipsFolder: string };

/** Errors: CAMERA_UNREACHABLE, CAMERA_STREAM_NOT_FOUND of a file. SRT is over UDP, where nobody answers unasked. */
export async function probeAddress(sourceUrl: string, { connectTimeoutMs, clipsFolder }: Needs): Promise<void> {
  if (/^file:/i.test(sourceUrl)) {
    await access(clipPath(sourceUrl, clipsFolder)).catch((thrown) => {
      throw new AppError('CAMERA_STREAM_NOT_FOUND', { path: sourceUrl.slice('file:'.length) }, thrown);
    });
    return;
  }
  const { protocol, hostname, port } = new URL(sourceUrl);
  const usual = PORTS[protocol.slice(0, -1)];
  if (usual === undefined) return;
  await answers(hostname, Number(port) || usual, connectTimeoutMs);
}

function answers(host: string, port: number, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port });
    const unreachable = (cause?: unknown) => {
      socket.destroy();
      reject(new AppError('CAMERA_UNREACHABLE', { host, port }, cause));
    };
    socket.setTimeout(withinMs, unreachable);
    socket.once('error', unreachable);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
