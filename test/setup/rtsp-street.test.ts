import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';

test('a camera describes its stream with the parameter sets of its clip', async () => {
  await using street = await openStreet(['--mount', `gate=${streetClips()[0]}`, '--mount', `hevc=${testClips().h265}`]);

  expect(await street.describe('gate')).toMatch(/H264\/90000[\s\S]*sprop-parameter-sets=/);
  expect(await street.describe('hevc')).toMatch(/H265\/90000[\s\S]*sprop-vps=/);
  expect(await street.describe('nowhere')).toMatch(/^RTSP\/1\.0 404/);
});

test('a guarded camera asks for name and password in the way it was told to', async () => {
  const guard = ['--mount', `gate=${streetClips()[0]}`, '--user', 'viewer', '--password', 'secret'];
  await using digest = await openStreet([...guard, '--auth', 'digest']);
  await using basic = await openStreet([...guard, '--auth', 'basic']);

  expect(await digest.describe('gate')).toMatch(/^RTSP\/1\.0 401[\s\S]*WWW-Authenticate: Digest/);
  expect(await basic.describe('gate')).toMatch(/^RTSP\/1\.0 401[\s\S]*WWW-Authenticate: Basic/);
});

test('every connection is told when it opens and when it closes', async () => {
  await using street = await openStreet(['--mount', `gate=${streetClips()[0]}`]);

  await street.describe('gate');

  expect(await street.nextLine()).toEqual({ event: 'session-opened', sessions: 1 });
  expect(await street.nextLine()).toEqual({ event: 'session-closed', sessions: 0 });
});

test('the street ends within a second of its parent', async () => {
  await using street = await openStreet(['--mount', `gate=${streetClips()[0]}`]);
  const startedMs = performance.now();

  street.child.stdin.end();
  await once(street.child, 'exit');

  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

async function openStreet(args: string[]) {
  const child = spawn('/usr/bin/python3', ['server/demo/rtsp-street.py', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? '');
  const { port } = (await nextLine()) as { port: number };
  const describe = async (mount: string) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write(`DESCRIBE rtsp://127.0.0.1:${port}/${mount} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n`);
    let answer = '';
    for await (const text of socket) {
      answer += text;
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (answer.includes('\r\n\r\n') && body.length >= length) break;
    }
    socket.destroy();
    return answer;
  };
  const end = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return { child, nextLine, describe, [Symbol.asyncDispose]: end };
}
