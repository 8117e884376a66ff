/** Viewers who go on until they are closed: whoever loses the picture asks for it again, as players do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import WebSocket from 'ws';
import { openConsole } from '../e2e/site.ts';
import type { Client, Product } from '../fixtures/product.ts';

const AGAIN_AFTER_MS = 1_000;

export type Viewer = {
  name: string;
  readonly isOpen: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
};

/** Pictures that came, and those the node says it left out because this viewer was behind. */
export type Seen = { pictures: number; lost: number };

export function fmp4Viewer(client: Client, cameraId: string, seen: Seen = { pictures: 0, lost: 0 }): Viewer {
  return persistent('fMP4 over WebSocket', async (closed) => {
    const { fmp4Url } = await client.ask('POST /api/media-tokens', { body: { cameraId } });
    const socket = new WebSocket(fmp4Url);
    const leave = () => socket.terminate();
    closed.addEventListener('abort', leave);
    socket.on('message', (bytes, isBinary) => {
      if (isBinary) seen.pictures += 1;
      else seen.lost += lostPictures(String(bytes));
    });
    // `close` follows.
    socket.on('error', () => {});
    if (closed.aborted) leave();
    await new Promise((resolve) => socket.once('close', resolve));
    closed.removeEventListener('abort', leave);
  });
}

function lostPictures(message: string): number {
  const told: { kind?: string; pictures?: number } = JSON.parse(message);
  return told.kind === 'lost' ? (told.pictures ?? 0) : 0;
}

export function hlsViewer(client: Client, cameraId: string): Viewer {
  return persistent('HLS', async (closed) => {
    const { hlsUrl } = await client.ask('POST /api/media-tokens', { body: { cameraId } });
    const list = lastLine(await text(hlsUrl, closed));
    const playlistUrl = new URL(list, hlsUrl);
    let newest = '';
    while (!closed.aborted) {
      const segment = lastLine(await text(playlistUrl, closed));
      if (segment !== newest) await text(new URL(segment, playlistUrl), closed);
      newest = segment;
      await sleep(AGAIN_AFTER_MS, undefined, { signal: closed });
    }
  });
}

async function text(url: string | URL, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, { signal });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${body}`);
  return body;
}

function lastLine(playlist: string): string {
  return playlist.split('\n').findLast((line) => line !== '' && !line.startsWith('#')) ?? '';
}

/** A player that is not ours. */
export function ffmpegViewer(client: Client, cameraId: string): Viewer {
  return persistent('ffmpeg over HLS', async (closed) => {
    const { hlsUrl } = await client.ask('POST /api/media-tokens', { body: { cameraId } });
    const args = ['-nostdin', '-v', 'quiet', '-i', hlsUrl, '-c', 'copy', '-f', 'null', '-'];
    const child: ChildProcess = spawn('ffmpeg', args, { stdio: 'ignore' });
    const leave = () => child.kill('SIGKILL');
    closed.addEventListener('abort', leave);
    if (closed.aborted) leave();
    await new Promise((resolve) => child.once('close', resolve));
    closed.removeEventListener('abort', leave);
  });
}

/** A browser in front of every camera its person may see. */
export function wallViewer(browser: Browser, product: Product, person: { account: string; password: string }): Viewer {
  let context: BrowserContext | undefined;
  return {
    name: 'wall in Chromium',
    get isOpen() {
      return context !== undefined;
    },
    async open() {
      if (context) return;
      context = await openConsole(browser, product, person);
      const page = await context.newPage();
      await page.goto(`${product.url}/wall`);
    },
    async close() {
      const open = context;
      context = undefined;
      await open?.close();
    },
  };
}

function persistent(name: string, watch: (closed: AbortSignal) => Promise<void>): Viewer {
  let closing: AbortController | undefined;
  let watching: Promise<void> = Promise.resolve();
  return {
    name,
    get isOpen() {
      return closing !== undefined;
    },
    async open() {
      if (closing) return;
      closing = new AbortController();
      watching = again(watch, closing.signal);
    },
    async close() {
      closing?.abort();
      closing = undefined;
      await watching;
    },
  };
}

async function again(watch: (closed: AbortSignal) => Promise<void>, closed: AbortSignal): Promise<void> {
  while (!closed.aborted) {
    // A viewer has nobody to tell but the product, which it asks again.
    await watch(closed).catch(() => {});
    await sleep(AGAIN_AFTER_MS, undefined, { signal: closed }).catch(() => {});
  }
}
