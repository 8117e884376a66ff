/**
 * What cameras answer over ONVIF, and what anybody on the network answers to a search: each
 * answer of a whole conversation with a fake camera is written down, spoilt, and said again
 * by an HTTP server on loopback. What is made of it is refused by a code, or fits the contract.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { EncoderFit, EncoderPreview } from '../../../config/contract/camera.ts';
import { DeviceDetails, FoundDevice } from '../../../config/contract/device.ts';
import { AppError } from '../../../config/contract/errors.ts';
import { CameraImaging } from '../../../config/contract/imaging.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import { readProbeMatch } from '../../../streams/onvif/discovery/probe-match.ts';
import { kindOf } from '../../../streams/onvif/event.rules.ts';
import { openOnvifCamera } from '../../../streams/onvif/onvif-camera.ts';
import { openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { type Chance, spoiled } from './chance.ts';
import type { Target } from './targets.ts';

const RTSP_URL = 'rtsp://10.0.0.9/Streaming/Channels/101';
const NO_LOGIN = { username: '', password: '' };
/** Everything is on loopback and in one process; only what is written down must not be cut short. */
const [SOON_MS, SURELY_MS] = [500, 20_000];
/** What most of them say when they refuse. */
const STATUSES = [400, 401, 404, 500];
const clock = () => Date.now();

type Talk = (onvifUrl: string, timeoutMs: number, happen?: () => void) => Promise<void>;
type Said = { action: string; answer: Buffer };

/** Errors are of our codes, or are bugs. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'INTERNAL') return undefined;
    throw thrown;
  }
}

async function fits<T>(schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<void> {
  const answer = await unlessRefused(work);
  if (answer !== undefined) schema.parse(answer);
}

const aboutEncoder: Talk = async (onvifUrl, timeoutMs) => {
  const target = { onvifUrl, rtspUrl: RTSP_URL, ...NO_LOGIN };
  const needs = { clock, timeoutMs, keyFrameTimeoutMs: timeoutMs };
  const camera = await unlessRefused(() => openOnvifCamera(target, needs));
  if (!camera) return;
  await unlessRefused(() => camera.requestKeyFrame());
  await fits(EncoderPreview, () => camera.previewFit());
  await fits(EncoderFit, () => camera.fitForWebRtc());
};

const aboutDevice: Talk = async (onvifUrl, timeoutMs, happen) => {
  const device = await unlessRefused(() => OnvifDevice.open({ onvifUrl, ...NO_LOGIN }, { clock, timeoutMs }));
  if (!device) return;
  await fits(DeviceDetails, () => device.details());
  await unlessRefused(() => device.relays());
  const imaging = await unlessRefused(() => device.imaging(RTSP_URL));
  if (imaging) await fits(CameraImaging, () => imaging.settings());
  const ptz = await unlessRefused(() => device.ptz(RTSP_URL));
  if (ptz) {
    const place = await unlessRefused(() => ptz.place());
    assert.ok(!place || Number.isFinite(place.pan + place.tilt + place.zoom), 'looks nowhere');
    await unlessRefused(() => ptz.step({ pan: 0.1, tilt: 0, zoom: 0 }));
    await unlessRefused(() => ptz.presets());
  }
  const events = await unlessRefused(() => device.subscribe());
  if (!events) return;
  happen?.();
  for (const event of (await unlessRefused(() => events.pull())) ?? []) kindOf(event);
  await unlessRefused(() => events.renew());
};

const HELD = { fromMs: Date.UTC(2026, 8, 3), toMs: Date.UTC(2026, 8, 4) };
const HOUR_MS = 3_600_000;
const RECORDER: Parameters<typeof openFakeOnvifCamera>[0] = {
  recordings: [
    {
      ...{ token: 'recording', sourceId: 'source', profileToken: 'profile_main', replayUri: 'rtsp://10.0.0.9/replay' },
      spans: [2, 5, 9, 14].map((hour) => ({
        fromMs: HELD.fromMs + hour * HOUR_MS,
        toMs: HELD.fromMs + (hour + 2) * HOUR_MS,
      })),
    },
  ],
};

const aboutRecordings: Talk = async (onvifUrl, timeoutMs) => {
  const device = await unlessRefused(() => OnvifDevice.open({ onvifUrl, ...NO_LOGIN }, { clock, timeoutMs }));
  const source = await unlessRefused(async () => device?.sourceOf(RTSP_URL, ''));
  const search = device?.recordings();
  if (!source || !search) return;
  const spans = (await unlessRefused(() => search.spans(source, HELD))) ?? [];
  for (const [index, { fromMs, toMs }] of spans.entries()) {
    assert.ok(
      fromMs < toMs && fromMs >= (spans[index - 1]?.toMs ?? Number.NEGATIVE_INFINITY),
      'spans over one another',
    );
  }
  assert.ok(spans.length <= 2_000, 'more than was asked for');
  await unlessRefused(() => search.replayUri('recording'));
};

type Question = { path: string; body: string; action: string };
type Answer = { status: number; body: Buffer };

/** What breaks reading of values, and is well-formed. */
const TELLING = ['', ' ', '-1', 'abc', '1e999', '1 2 3', '0x10', '&#13;', '街', 'a'.repeat(5_000), '%00', 'http://['];

/** One value or text of it is another. */
function misspoken(xml: Buffer, random: Chance): Buffer {
  const values = [...xml.toString().matchAll(/(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)/g)];
  const value = values[random(values.length)];
  if (!value) return xml;
  const before = xml.toString().slice(0, value.index);
  const after = xml.toString().slice(value.index + value[0].length);
  return Buffer.from(`${before}${TELLING[random(TELLING.length)]}${after}`);
}

/** Answers whoever asks, until the process ends. */
async function openServer(answer: (question: Question) => Answer | Promise<Answer>): Promise<string> {
  const server = createServer((request, response) => {
    void text(request)
      .then((body) => answer({ path: request.url ?? '', body, action: actionIn(body) }))
      .then(({ status, body }) => response.writeHead(status, { Connection: 'close' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/onvif/device_service`;
}

function actionIn(body: string): string {
  return /<s:Body[^>]*><(?:m:)?(\w+)/.exec(body)?.[1] ?? 'GetSystemDateAndTime';
}

/** What a camera that is well answers to each question, in order. */
async function record(talk: Talk, wish: Parameters<typeof openFakeOnvifCamera>[0]): Promise<Said[]> {
  await using camera = await openFakeOnvifCamera(wish);
  const said: Said[] = [];
  const onvifUrl = await openServer(async ({ path, body, action }) => {
    const response = await fetch(new URL(path, camera.onvifUrl), { method: 'POST', body });
    const answer = Buffer.from(await response.arrayBuffer());
    assert.equal(response.status, 200, `${action}: ${answer}`);
    said.push({ action, answer });
    return { status: response.status, body: answer };
  });
  await talk(onvifUrl, SURELY_MS, () =>
    camera.happen({ topic: 'tns1:Device/Trigger/DigitalInput', data: { LogicalState: 'true' } }),
  );
  return said;
}

function conversation(name: string, talk: Talk, wish: Parameters<typeof openFakeOnvifCamera>[0] = {}): Target {
  let actions: readonly string[] = [];
  let messages: readonly Buffer[] = [];
  let random: Chance = () => 0;
  let at = 0;
  /** To each question what was answered to it, the next time it was asked; or else what came next. */
  const answer = ({ action }: Question): Answer => {
    const next = actions.indexOf(action, at);
    at = next < 0 ? Math.max(actions.indexOf(action), 0) : next;
    const said = messages[at % messages.length] ?? Buffer.alloc(0);
    // A conversation takes long: more of it is spoilt than of others.
    const body = [spoiled, misspoken][random(8)]?.(said, random) ?? said;
    at += 1;
    const isRefusal = random(24) === 0;
    return { status: isRefusal ? (STATUSES[random(STATUSES.length)] ?? 400) : 200, body };
  };
  let server: Promise<string> | undefined;
  return {
    name,
    valid: async () => {
      const said = await record(talk, wish);
      actions = said.map((each) => each.action);
      return [said.map((each) => each.answer)];
    },
    feed: async (spoilt, chance) => {
      server ??= openServer(answer);
      const onvifUrl = await server;
      messages = spoilt;
      random = chance;
      at = 0;
      await talk(onvifUrl, SOON_MS);
    },
  };
}

const PROBE_MATCH = [
  '<?xml version="1.0"?><s:Envelope><s:Header><a:RelatesTo>urn:uuid:mine</a:RelatesTo></s:Header><s:Body>',
  '<d:ProbeMatches><d:ProbeMatch><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>',
  'onvif://www.onvif.org/name/%E4%B8%9C%E9%97%A8 onvif://www.onvif.org/hardware/Dome%205 onvif://x/location/a',
  '</d:Scopes><d:XAddrs>http://10.0.0.9/onvif http://[fe80::1]:81/onvif</d:XAddrs></d:ProbeMatch></d:ProbeMatches>',
  '</s:Body></s:Envelope>',
];

export const ONVIF: readonly Target[] = [
  conversation('onvif-encoder', aboutEncoder),
  conversation('onvif-device', aboutDevice),
  conversation('onvif-recordings', aboutRecordings, RECORDER),
  {
    name: 'onvif-probe-match',
    valid: () => [[Buffer.from(PROBE_MATCH.join(''))]],
    feed: (messages) => {
      const found = readProbeMatch(Buffer.concat(messages).toString(), 'mine', '10.0.0.9');
      if (!found) return;
      FoundDevice.parse(found);
      assert.ok(/^https?:/i.test(found.onvifUrl) && found.name.length + found.model.length <= 200);
    },
  },
];
