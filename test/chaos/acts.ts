/** What chaos does, each act by the pid or the connection it is about; an act answers how it is undone, if it must be. */

import type { StreetServer } from '../load/camera-street.ts';
import { type Family, familyOf } from '../load/census.ts';
import type { Load } from '../load/open-load.ts';
import type { Chance } from '../streams/fuzz/chance.ts';

/** `undo` is done `afterMs` later, or when the run is over. */
export type Done = { what: string; where?: string; undo?: () => void | Promise<void>; afterMs?: number };
type Act = { weight: number; run: (load: Load, random: Chance) => Promise<Done | undefined> };

const MAX_SPOILT_BYTES = 8_192;

/** Kills of whole processes are rare: what follows takes its time, and hides everything else. */
const ACTS: readonly Act[] = [
  { weight: 3, run: killServer },
  { weight: 3, run: pauseServer },
  { weight: 3, run: onProxy('network cut', (proxy) => proxy.cut()) },
  { weight: 3, run: onProxy('network stalled', (proxy) => proxy.stall()) },
  { weight: 2, run: atOnce('connections half closed', (proxy) => proxy.halfClose()) },
  {
    weight: 3,
    run: atOnce('bytes spoilt', (proxy, random) => proxy.spoil(1 + random(MAX_SPOILT_BYTES), () => random(256))),
  },
  { weight: 2, run: atOnce('bytes lost', (proxy, random) => proxy.swallow(1 + random(MAX_SPOILT_BYTES))) },
  { weight: 3, run: killDecoder },
  { weight: 6, run: toggleViewer },
  { weight: 1, run: killOf('SFU worker', ({ sfu }) => sfu) },
  { weight: 1, run: killOf('media node', ({ node }) => node) },
];

/** One act by chance; undefined when there was nothing to do it to. */
export function actByChance(load: Load, random: Chance): Promise<Done | undefined> {
  let left = random(ACTS.reduce((sum, { weight }) => sum + weight, 0));
  const act = ACTS.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return act?.run(load, random) ?? Promise.resolve(undefined);
}

async function killServer({ street }: Load, random: Chance): Promise<Done | undefined> {
  const server = pick(street.servers, random);
  const afterMs = 2_000 + random(6_000);
  if (!server || server.isDead) return undefined;
  // A process that stands still is killed all the same.
  await server.kill();
  return { what: 'camera server killed', where: server.name, undo: () => server.start(), afterMs };
}

async function pauseServer({ street }: Load, random: Chance): Promise<Done | undefined> {
  const server = pick(street.servers, random);
  const afterMs = 3_000 + random(9_000);
  if (!server || server.isDead) return undefined;
  server.pause();
  return { what: 'camera server paused', where: server.name, undo: () => server.resume(), afterMs };
}

function onProxy(what: string, run: (proxy: StreetServer['proxy']) => void): Act['run'] {
  return async ({ street }, random) => {
    const server = pick(street.servers, random);
    const afterMs = 1_000 + random(11_000);
    if (!server) return undefined;
    run(server.proxy);
    return { what, where: server.name, undo: () => server.proxy.heal(), afterMs };
  };
}

function atOnce(what: string, run: (proxy: StreetServer['proxy'], random: Chance) => void): Act['run'] {
  return async ({ street }, random) => {
    const server = pick(street.servers, random);
    if (!server) return undefined;
    run(server.proxy, random);
    return { what, where: server.name };
  };
}

async function killDecoder({ product }: Load, random: Chance): Promise<Done | undefined> {
  const pid = pick(familyOf(product.pid).decoders, random);
  return pid === undefined ? undefined : kill(pid, 'ffmpeg of the node');
}

function killOf(what: string, pidOf: (family: Family) => number): Act['run'] {
  return async ({ product }) => {
    const pid = pidOf(familyOf(product.pid));
    return pid === 0 ? undefined : kill(pid, what);
  };
}

function kill(pid: number, what: string): Done | undefined {
  try {
    process.kill(pid, 'SIGKILL');
    return { what: `${what} killed` };
  } catch {
    // It ended by itself since it was looked up.
    return undefined;
  }
}

async function toggleViewer({ viewers }: Load, random: Chance): Promise<Done | undefined> {
  const viewer = pick(viewers, random);
  if (!viewer) return undefined;
  const { isOpen } = viewer;
  await (isOpen ? viewer.close() : viewer.open());
  return { what: `viewer ${isOpen ? 'left' : 'came'}`, where: viewer.name };
}

function pick<T>(things: readonly T[], random: Chance): T | undefined {
  return things[random(things.length)];
}
