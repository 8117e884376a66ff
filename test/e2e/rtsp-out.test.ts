/** A recorder that pulls with an account of its own: its rights are that account's, and it is on record. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips } from '../../config/setup/street-path.mjs';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, OUTSIDER } from './site.ts';

const run = promisify(execFile);
const AUDITOR = { account: 'audit', password: 'Read-The-Record-7' };

let cameras: RtspCameras;
let product: Product;
let auditor: Client;
let address: URL;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { gate: streetClips()[0] ?? '' } });
  product = await startProduct();
  const administrator = await product.signIn('admin');
  await addPeople(administrator);
  await administrator.ask('POST /api/people', { body: { ...AUDITOR, name: '赵审计', role: 'auditor' } });
  auditor = await product.signIn(AUDITOR.account, AUDITOR.password);
  const [cameraId = ''] = await addCameras(administrator, cameras, ['gate']);
  const { rtspUrl } = await administrator.ask('POST /api/media-tokens', { body: { cameraId } });
  address = new URL(rtspUrl);
  address.search = '';
});

afterAll(async () => {
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function pull({ account, password }: { account: string; password: string }): Promise<string> {
  const url = `rtsp://${account}:${encodeURIComponent(password)}@${address.host}${address.pathname}`;
  const what = ['-show_entries', 'stream=codec_name', '-of', 'csv=p=0'];
  const { stdout } = await run('ffprobe', ['-v', 'error', '-rtsp_transport', 'tcp', ...what, url]);
  return stdout.trim();
}

const bodies = async () => (await auditor.ask('GET /api/journal')).map(({ body }) => body);

test('an account that may watch the camera pulls it, and who, from where and for how long is on record', async () => {
  expect(await pull(OPERATOR)).toBe('h264');
  const viewing = { by: 'rtsp', address: '127.0.0.1', endedAtMs: expect.any(Number) };
  await expect.poll(bodies, { timeout: 10_000 }).toContainEqual(expect.objectContaining(viewing));
  await expect.poll(bodies).toContainEqual(expect.objectContaining({ outcome: 'signedOut' }));
});

test('an account that may not, and a wrong password, are refused and on record', async () => {
  await expect(pull(OUTSIDER)).rejects.toMatchObject({ stderr: expect.stringMatching(/40[34]/) });
  await expect(pull({ ...OPERATOR, password: 'guessed' })).rejects.toMatchObject({
    stderr: expect.stringContaining('401'),
  });
  await expect.poll(bodies).toContainEqual(expect.objectContaining({ outcome: 'refused' }));
});
