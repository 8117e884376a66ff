/**
 * The whole server on a free port, in a folder of its own that is gone afterwards,
 * with the demo street's people and cameras but no media node and no street.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { Camera } from '../../config/contract/camera.ts';
import type { ClientToServer, ServerToClient } from '../../config/contract/events.ts';
import type { Person } from '../../config/contract/person.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { type App, openApp } from '../../server/app.ts';
import type { DatabasePlace } from '../../server/storage/database.ts';
import { CLOCK_BEGINS_MS, type ManualClock, manualClock } from './manual-clock.ts';
import { laidOutIn, placeIn } from './test-database.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer it expects, and fails where it is another
export type Answer = { status: number; headers: Headers; body: any };
export type ConsoleClient = Socket<ServerToClient, ClientToServer>;

/** Somebody with a cookie, or nobody. */
export type Caller = {
  cookie: string;
  ask(route: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Connected and welcomed. */
  connect(): Promise<ConsoleClient>;
};

export type TestApp = {
  app: App;
  clock: ManualClock;
  folder: string;
  place: DatabasePlace;
  nobody: Caller;
  signIn(account: string, password?: string): Promise<Caller>;
  passwordOf(account: string): string;
  as(role: 'admin' | 'operator' | 'auditor'): Promise<Caller>;
} & AsyncDisposable;

type Wish = { settings?: Record<string, object>; folder?: string; clock?: ManualClock; databaseUrl?: string };

export async function openTestApp({
  settings = {},
  folder: given,
  clock = manualClock(),
  databaseUrl,
}: Wish = {}): Promise<TestApp> {
  await using opening = new AsyncDisposableStack();
  const folder = given ?? emptyFolder();
  opening.defer(() => rmSync(folder, { recursive: true, force: true }));
  // What a first start would lay out is copied; one that would lay out something else is a first start.
  const isUsual = settings.demo === undefined && settings.site === undefined && clock() === CLOCK_BEGINS_MS;
  const laidOut = given === undefined && databaseUrl === undefined && isUsual ? await laidOutIn(folder) : undefined;
  const place = laidOut?.place ?? (databaseUrl === undefined ? await placeIn(folder) : { dir: folder, databaseUrl });
  const app = opening.use(
    await openApp({
      settings: parseSettings({
        http: { port: 0 },
        audit: { headsFile: join(folder, 'heads.jsonl') },
        ...settings,
        data: place,
      }),
      named: new Set(['http.port']),
      clock,
      startNode: false,
      consoleFolder: join(folder, 'no-console'),
    }),
  );
  const accounts = laidOut?.accounts ?? app.firstPasswords;
  const sockets: ConsoleClient[] = [];
  opening.defer(() => {
    for (const socket of sockets) socket.disconnect();
  });

  const callerWith = (cookie: string): Caller => ({
    cookie,
    ask: (route, body, headers = {}) => ask(app.url, route, { body, headers: { ...headers, ...cookieHeader(cookie) } }),
    connect: async () => {
      const socket: ConsoleClient = io(app.url, {
        path: '/realtime',
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: cookieHeader(cookie),
      });
      sockets.push(socket);
      await heard(socket, 'welcome');
      return socket;
    },
  });
  const passwordOf = (account: string) =>
    accounts.find((first) => first.account === account)?.password ?? `no first password for ${account}`;
  const signIn = async (account: string, password = passwordOf(account)) => {
    const { status, headers, body } = await ask(app.url, 'POST /api/session', { body: { account, password } });
    if (status !== 200) throw new Error(`${account} was not signed in: ${JSON.stringify(body)}`);
    return callerWith(headers.getSetCookie()[0]?.split(';')[0] ?? '');
  };

  const open = opening.move();
  return {
    app,
    clock,
    folder,
    place,
    nobody: callerWith(''),
    signIn,
    passwordOf,
    as: (role) => signIn(role),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** A folder in which nothing was ever started, for what a first start does. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lianqin-test-'));
}

export async function ask(
  url: string,
  route: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('application/json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function cookieHeader(cookie: string): Record<string, string> {
  return cookie === '' ? {} : { cookie };
}

/** What is heard next under a name. */
export async function heard<Name extends keyof ServerToClient>(
  socket: ConsoleClient,
  name: Name,
): Promise<Parameters<ServerToClient[Name]>[0]> {
  const [said] = await once(socket as unknown as NodeJS.EventEmitter, name);
  return said;
}

export async function firstCamera(caller: Caller): Promise<Camera> {
  const { body } = await caller.ask('GET /api/cameras');
  return body[0];
}

export const STRONG = 'Strong-Pass-2026';

export async function addPerson(admin: Caller, what: Partial<Person> & { account: string }): Promise<Person> {
  const { body } = await admin.ask('POST /api/people', { name: '张三', role: 'operator', password: STRONG, ...what });
  return body;
}
