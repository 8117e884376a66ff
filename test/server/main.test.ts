/** The product as it is started: what it says, how it refuses, how it ends, what survives being killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from './open-test-app.ts';

let folder: string;
let started: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  started = [];
});
afterEach(async () => {
  for (const child of started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}, program = ['server/main.ts']): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('LIANQIN_'));
  const child = spawn(process.execPath, program, {
    env: {
      ...Object.fromEntries(own),
      XDG_CONFIG_HOME: folder,
      LIANQIN_DATA_DIR: join(folder, 'data'),
      LIANQIN_HTTP_PORT: '0',
      LIANQIN_MEDIA_PORT: '0',
      LIANQIN_MEDIA_RTC_PORT: '0',
      LIANQIN_MEDIA_RTMP_PORT: '0',
      LIANQIN_DEMO_STREET: 'false',
      LIANQIN_LOG_LEVEL: 'silent',
      ...environment,
    },
  });
  started.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<{ exitCode: number | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, said };
}

/** The lines of its introduction, up to and with the one that fits. */
async function introduction(child: ChildProcess, last: RegExp): Promise<string> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (last.test(line)) return lines.join('\n');
  }
  throw new Error(`ended early: ${lines.join('\n')}`);
}

const urlIn = (said: string) => /Console: (\S+)/.exec(said)?.[1] ?? '';
const passwordIn = (said: string) => /admin +(\S+)/.exec(said)?.[1] ?? '';

test('a first start says where it is and who may sign in, and ends in order', async () => {
  const child = start();
  const said = await introduction(child, /They are kept in/);
  const body = { account: 'admin', password: passwordIn(said) };
  const { status } = await ask(urlIn(said), 'POST /api/session', { body });
  child.kill('SIGTERM');
  expect(status).toBe(200);
  expect((await ended(child)).exitCode).toBe(0);
});

test.each([
  [{ LIANQIN_HTTP_PRT: '1' }, 'LIANQIN_HTTP_PRT: no setting has this name'],
  [{ LIANQIN_HTTP_PORT: '70000', LIANQIN_MEDIA_DECODERS: '0' }, 'http.port: '],
  [{ LIANQIN_HTTP_PORT: '70000', LIANQIN_MEDIA_DECODERS: '0' }, 'media.decoders: '],
  [{ LIANQIN_SITE_TIME_ZONE: 'Mars' }, 'site.timeZone: Mars is no time zone'],
  [{ LIANQIN_DATA_DIR: '/proc/none/data' }, 'The data folder /proc/none/data cannot be written to'],
  [{ LIANQIN_HTTP_TLS_CERT: '/none.crt', LIANQIN_HTTP_TLS_KEY: '/none.key' }, 'The certificate /none.crt'],
  [{ LIANQIN_HTTP_HOST: '203.0.113.1' }, 'is not one of this machine'],
])('a start with %o is refused by a plain sentence', async (environment, sentence) => {
  const { exitCode, said } = await ended(start(environment as unknown as Record<string, string>));
  expect(exitCode).toBe(1);
  expect(said).toContain(sentence);
  expect(said).not.toContain('    at ');
});

test.each(['HTTP_PORT', 'MEDIA_PORT', 'MEDIA_RTC_PORT', 'MEDIA_RTMP_PORT'])(
  'a port that was named in %s and is taken ends the start',
  async (name) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? `${address.port}` : '';
    const { exitCode, said } = await ended(start({ [`LIANQIN_${name}`]: port }));
    other.close();
    expect(exitCode).toBe(1);
    expect(said).toMatch(new RegExp(`^Port ${port} on 127.0.0.1, named for .*, is taken by another program.$`, 'm'));
  },
);

test('a folder that another instance uses is refused', async () => {
  const first = start();
  await introduction(first, /They are kept in/);
  const { exitCode, said } = await ended(start());
  expect(exitCode).toBe(1);
  expect(said).toContain('is in use by another running instance');
});

test('what was answered before a SIGKILL is there afterwards, and the record verifies', async () => {
  const child = start();
  const said = await introduction(child, /They are kept in/);
  const url = urlIn(said);
  const body = { account: 'admin', password: passwordIn(said) };
  const signedIn = await ask(url, 'POST /api/session', { body });
  const headers = { cookie: signedIn.headers.getSetCookie()[0] ?? '' };
  const titles = Array.from({ length: 30 }, (_, index) => `积水 ${index}`);
  const answered: string[] = [];
  const reports = titles.map(async (title) => {
    const answer = await ask(url, 'POST /api/incidents', { body: { title }, headers });
    answered.push(answer.body.title);
    child.kill('SIGKILL');
  });
  await Promise.allSettled(reports);

  const verdict = await ended(start({}, ['server/journal/verify.main.ts', 'verify']));
  const again = start();
  const saidAgain = await introduction(again, /Data folder/);
  const { body: incidents } = await ask(urlIn(saidAgain), 'GET /api/incidents', { headers });
  expect(verdict).toMatchObject({ exitCode: 0, said: expect.stringMatching(/^OK: \d+ entries/) });
  expect(answered.length).toBeGreaterThan(0);
  expect(incidents.map(({ title }: { title: string }) => title)).toEqual(expect.arrayContaining(answered));
});

test('a settings file is read, and the environment wins over it', async () => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ site: { name: '甲', timeZone: 'Mars' }, demo: { street: false } }));
  const environment = { LIANQIN_SETTINGS_FILE: file };
  const refused = await ended(start(environment));
  expect(refused.said).toContain('Mars');
  const child = start({ ...environment, LIANQIN_SITE_TIME_ZONE: 'UTC' });
  expect(await introduction(child, /They are kept in/)).toContain('running');
});
