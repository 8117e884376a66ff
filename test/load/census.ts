/** What the product and its cameras hold open, counted from outside: by the cameras' servers and by the kernel (proc(5)). */
import { globSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Load } from './open-load.ts';

export type Family = { server: number; node: number; sfu: number; decoders: number[] };
export type Census = Record<string, number>;

/** Connections of HTTP clients of ours that are kept for the next question. */
const KEPT_CONNECTIONS = 2;
const TOLERANCES: Record<string, number> = { 'server: tcp': KEPT_CONNECTIONS };

/** Zero where there is none now. */
export function familyOf(serverPid: number): Family {
  const node = childrenNamed(serverPid, 'node')[0] ?? 0;
  return {
    server: serverPid,
    node,
    sfu: workerOf(node),
    decoders: childrenNamed(node, 'ffmpeg'),
  };
}

/** The SFU's, of a media node; zero where there is none now. */
export function workerOf(nodePid: number): number {
  return childrenNamed(nodePid, 'mediasoup-worker')[0] ?? 0;
}

export async function takeCensus({ product, street, administrator }: Load): Promise<Census> {
  const { server, node } = familyOf(product.pid);
  const healths = await administrator.ask('GET /api/cameras/health');
  const parts = globSync('*/*/*.part', { cwd: join(product.dataFolder, 'recordings') });
  const recording = healths.filter(({ isRecording }) => isRecording);
  return {
    ...Object.fromEntries(street.servers.map(({ name, sessions }) => [`RTSP connections of ${name}`, sessions])),
    ...holdingsOf('server', server),
    ...holdingsOf('node', node),
    viewers: healths.reduce((sum, { viewerCount }) => sum + viewerCount, 0),
    'viewings open in the record': openViewings(product.dataFolder),
    'cameras recording': recording.length,
    '.part files': parts.length,
  };
}

/** Children by name, and what of each kind is open. */
export function holdingsOf(name: string, pid: number): Census {
  return {
    ...counted(`${name}: process `, childrenOf(pid).map(nameOf)),
    ...counted(`${name}: `, descriptorsOf(pid)),
  };
}

/** What is not as it was, in words; empty when all is. */
export function differences(before: Census, after: Census): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [was = 0, is = 0] = [before[name], after[name]];
    return Math.abs(is - was) > (TOLERANCES[name] ?? 0) ? [`${name}: ${was} before, ${is} after`] : [];
  });
}

function counted(prefix: string, things: readonly string[]): Census {
  const counts: Census = {};
  for (const thing of things) counts[`${prefix}${thing}`] = (counts[`${prefix}${thing}`] ?? 0) + 1;
  return counts;
}

function childrenNamed(pid: number, name: string): number[] {
  return childrenOf(pid).filter((child) => nameOf(child) === name);
}

function childrenOf(pid: number): number[] {
  const tasks = list(`/proc/${pid}/task`);
  return tasks.flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number));
}

/** Empty of one that is over, or has not begun. */
function nameOf(pid: number): string {
  return basename(read(`/proc/${pid}/cmdline`).split('\0')[0] ?? '');
}

/** Of each open descriptor, what it is. */
function descriptorsOf(pid: number): string[] {
  const sockets = socketKinds(pid);
  return list(`/proc/${pid}/fd`).flatMap((descriptor) => {
    const target = link(`/proc/${pid}/fd/${descriptor}`);
    return target === '' ? [] : [kindOf(target, sockets)];
  });
}

function kindOf(target: string, sockets: ReadonlyMap<string, string>): string {
  const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
  if (inode !== undefined) return sockets.get(inode) ?? 'socket of no table';
  if (/lianqin\.db/.test(target)) return 'database file';
  if (/\.(?:part|mp4)$/.test(target)) return 'recording file';
  return target.startsWith('/') ? 'other file' : target.replace(/:\[\d+\]$/, '');
}

const LISTENING = '0A';

function socketKinds(pid: number): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    for (const row of rowsOf(`/proc/${pid}/net/${table}`)) {
      const protocol = table.replace('6', '');
      kinds.set(row[9] ?? '', protocol === 'tcp' && row[3] === LISTENING ? 'tcp listening' : protocol);
    }
  }
  for (const row of rowsOf(`/proc/${pid}/net/unix`)) kinds.set(row[6] ?? '', 'unix socket');
  return kinds;
}

function rowsOf(path: string): string[][] {
  return read(path)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
}

function openViewings(dataFolder: string): number {
  using database = new DatabaseSync(join(dataFolder, 'lianqin.db'), { readOnly: true });
  return Number(database.prepare('SELECT count(*) AS count FROM viewings').get()?.count);
}

/** Processes end while they are looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
