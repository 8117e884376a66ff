/**
 * Plays the cameras of the demo street: an RTSP server in a process of its own,
 * on a port that may be another at every start, which its cameras are then told.
 *
 * What it needs may be missing; then that is said in one sentence, and the product
 * goes on without it. A camera whose address somebody changed is left alone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { newLogger } from '../../config/kernel/logger.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import type { CameraService } from '../cameras/camera.service.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Db } from '../storage/schema.ts';
import * as demoCameraStore from './demo-camera.store.ts';

const log = newLogger('street');
const PYTHON = '/usr/bin/python3';
const PROGRAM = fileURLToPath(new URL('rtsp-street.py', import.meta.url));
const HOST = '127.0.0.1';
const RESTART_MIN_MS = 1_000;
const RESTART_MAX_MS = 30_000;
const CLOSE_WITHIN_MS = 1_000;
const OURS = /^rtsp:\/\/127\.0\.0\.1:\d+\/cam\d+$/;

const Said = z.object({ port: z.int() });

type Needs = { reader: Db; cameras: CameraService; say: (sentence: string) => void };

export async function openStreet({ reader, cameras, say }: Needs): Promise<AsyncDisposable> {
  const nothing = { [Symbol.asyncDispose]: async () => {} };
  if ((await demoCameraStore.all(reader)).length === 0) return nothing;
  const clips = streetClips();
  const missing = [PYTHON, PROGRAM, ...clips].find((path) => !existsSync(path));
  if (missing) {
    say(`The demo cameras have no pictures: ${missing} is missing.`);
    return nothing;
  }

  let street: ChildProcess | undefined;
  let restartTimer: NodeJS.Timeout | undefined;
  let pauseMs = RESTART_MIN_MS;
  let closing = false;
  let wasSaid = false;

  const began = async (port: number) => {
    pauseMs = RESTART_MIN_MS;
    wasSaid = false;
    await cameras.moveTo(await newAddresses(reader, port));
  };
  const begin = () => {
    const mounts = clips.flatMap((clip, index) => ['--mount', `cam${index + 1}=${clip}`]);
    const begun = spawn(PYTHON, [PROGRAM, '--port', '0', '--address', HOST, ...mounts], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    street = begun;
    let lastWords = '';
    // Nobody writes to it; its end is what the program waits for.
    begun.stdin.on('error', () => {});
    begun.stderr.setEncoding('utf8').on('data', (text: string) => {
      lastWords = `${lastWords}${text}`.slice(-500);
    });
    createInterface(begun.stdout).on('line', (line) => {
      const port = portIn(line);
      if (port) began(port).catch((thrown) => log.error({ err: thrown }, 'demo cameras were not moved'));
    });
    begun.on('error', (err) => log.error({ err }, 'demo street did not start'));
    begun.on('close', (exitCode, signal) => {
      street = undefined;
      if (closing) return;
      log.error({ exitCode, signal, lastWords, pauseMs }, 'demo street ended and will be started again');
      if (!wasSaid)
        say(
          `The demo cameras have no pictures for now: ${lastLine(lastWords) || `it ended with ${exitCode ?? signal}`}`,
        );
      wasSaid = true;
      restartTimer = setTimeout(begin, pauseMs);
      pauseMs = Math.min(pauseMs * 2, RESTART_MAX_MS);
    });
  };

  begin();
  return {
    [Symbol.asyncDispose]: async () => {
      closing = true;
      clearTimeout(restartTimer);
      if (street) await end(street);
    },
  };
}

async function newAddresses(reader: Db, port: number): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  for (const { cameraId, mount } of await demoCameraStore.all(reader)) {
    const camera = await cameraStore.find(reader, cameraId);
    if (camera && OURS.test(camera.sourceUrl)) addresses.set(cameraId, `rtsp://${HOST}:${port}/${mount}`);
  }
  return addresses;
}

/** Its first line says the port; the others tell of connections. */
function portIn(line: string): number | undefined {
  try {
    return Said.parse(JSON.parse(line)).port;
  } catch {
    return undefined;
  }
}

async function end(street: ChildProcess): Promise<void> {
  const ended = once(street, 'close');
  street.stdin?.end();
  const timer = setTimeout(() => street.kill('SIGKILL'), CLOSE_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
