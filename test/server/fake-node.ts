/**
 * Stands in for the media node at the server's door: the real one needs cameras
 * and a compiled worker, and these tests are about what the server asks and says.
 * It answers every question at once and remembers it.
 */
import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { AppError, type ErrorCode, type Reply, toAppError } from '../../config/contract/errors.ts';
import type { Detection, NodeToServer, ServerToNode } from '../../config/contract/node.ts';
import type { App } from '../../server/app.ts';

type NodeSocket = Socket<ServerToNode, NodeToServer>;
// biome-ignore lint/suspicious/noExplicitAny: a test reads the question it expects, and fails where it is another
type Asked = { name: keyof ServerToNode; input: any };
export type FakeNode = {
  socket: NodeSocket;
  /** What it says recorders hold, of whatever camera, or why they do not answer; may be changed. */
  recorder: { spans: { fromMs: number; toMs: number }[]; failsBy: ErrorCode | null };
  /** What it says of the disk; may be changed. */
  disk: { freeBytes: number; totalBytes: number };
  /** Cameras that refuse to be set. */
  stubborn: Set<string>;
  asked: Asked[];
  /** The next question of this name, or the last one that already came. */
  question(name: keyof ServerToNode): Promise<Asked['input']>;
  detect(detection: Partial<Detection> & { detectionId: string; cameraId: string }): Promise<void>;
} & AsyncDisposable;

export const FAKE_MEDIA_PORT = 18_081;

const HIGH = {
  encoding: 'H264',
  profile: 'High',
  govLength: 100,
  anchorFrameDistance: 3,
  framesPerSecond: 25,
  width: 1_920,
  height: 1_080,
  bitrateKbps: 4_096,
};
const SEARCH = { searchId: 'search', isDone: true, askedCount: 0, addressCount: 0, found: [], failure: null };
const DEVICE = {
  manufacturer: 'Lianqin',
  model: 'Fake camera',
  firmware: '1',
  serialNumber: '1',
  clockOffsetMs: 0,
  hasPtz: true,
  hasEvents: true,
  channels: [],
};
const IMAGING = {
  brightness: { value: 50, min: 0, max: 100 },
  colorSaturation: null,
  contrast: null,
  sharpness: null,
  irCutFilter: null,
  focusMode: null,
  exposureMode: null,
  iris: null,
};
const BASELINE = { ...HIGH, profile: 'Baseline', govLength: 50, anchorFrameDistance: 1 };

export async function openFakeNode({ door }: App): Promise<FakeNode> {
  const socket: NodeSocket = io(door.url, {
    path: '/door',
    auth: { token: door.token },
    transports: ['websocket'],
    reconnection: false,
  });
  const asked: Asked[] = [];
  const stubborn = new Set<string>();
  const fitOf = (cameraId: string) => {
    if (stubborn.has(cameraId)) throw new AppError('CAMERA_REFUSED', { status: 400, reason: 'ter:ConfigModify' });
    return { before: HIGH, wanted: BASELINE, after: { ...BASELINE, govLength: 100 }, notTaken: ['govLength'] };
  };
  const presets: { token: string; name: string }[] = [];
  const ptz = ({ cameraId }: Asked['input']) => {
    if (stubborn.has(cameraId)) throw new AppError('CAMERA_TIMEOUT', { method: 'ContinuousMove' });
    return {};
  };
  const requireSpeaker = (cameraId: string) => {
    if (stubborn.has(cameraId)) throw new AppError('TALK_NOT_OFFERED');
    return {};
  };
  const recorder: FakeNode['recorder'] = { spans: [], failsBy: null };
  const disk = { freeBytes: 1e12, totalBytes: 2e12 };
  const waiting: { name: string; resolve: (input: Asked['input']) => void }[] = [];
  let count = 0;
  const nextId = (what: string) => {
    count += 1;
    return `${what}-${count}`;
  };

  const answers: Record<keyof ServerToNode, (input: Asked['input']) => unknown> = {
    carry: () => ({}),
    testCamera: () => ({ codec: 'avc1.4d401f', width: 1280, height: 720, framesPerSecond: 25, picture: '' }),
    encoder: () => ({ before: HIGH, wanted: BASELINE }),
    fitEncoder: ({ cameraId }) => fitOf(cameraId),
    encoderSettings: () => ({
      settings: HIGH,
      options: { profiles: ['High'], sizes: [], framesPerSecond: null, bitrateKbps: null, govLength: null },
    }),
    setEncoder: ({ cameraId, change }) => {
      if (stubborn.has(cameraId)) throw new AppError('CAMERA_REFUSED', { status: 400, reason: 'ter:ConfigModify' });
      return { before: HIGH, wanted: { ...HIGH, ...change }, after: { ...HIGH, ...change }, notTaken: [] };
    },
    searchDevices: () => SEARCH,
    deviceSearch: () => SEARCH,
    inspectDevice: ({ onvifUrl }) => ({ ...DEVICE, onvifUrl }),
    ptz: (input) => ptz(input),
    ptzPlace: () => ({ pan: 0.5, tilt: -0.1, zoom: 0.2 }),
    presets: () => presets,
    setPreset: ({ name }) => {
      presets.push({ token: `${presets.length + 1}`, name });
      return { token: `${presets.length}` };
    },
    removePreset: ({ token }) => {
      presets.splice(0, presets.length, ...presets.filter((each) => each.token !== token));
      return {};
    },
    imaging: () => IMAGING,
    setImaging: ({ change }) => ({ ...IMAGING, brightness: { ...IMAGING.brightness, value: change.brightness ?? 50 } }),
    relays: () => ['relay_1'],
    setRelay: () => ({}),
    rebootCamera: () => ({}),
    recordedPicture: () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    recorderSpans: () => {
      if (recorder.failsBy) throw new AppError(recorder.failsBy);
      return recorder.spans;
    },
    recorderReach: () => {
      if (recorder.failsBy) throw new AppError(recorder.failsBy);
      const [first] = recorder.spans;
      return { reach: first ? { fromMs: first.fromMs, toMs: recorder.spans.at(-1)?.toMs ?? first.toMs } : null };
    },
    deleteSegments: ({ paths }) => ({ paths }),
    recordingDisk: () => disk,
    snapshot: () => ({ jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xd9]), atMs: 1_764_000_000_000 }),
    rtcCapabilities: () => ({ codecs: [] }),
    openTransport: () => ({
      transportId: nextId('transport'),
      iceParameters: {},
      iceCandidates: [],
      dtlsParameters: {},
    }),
    connectTransport: () => ({}),
    consume: () => ({ consumerId: nextId('consumer'), producerId: 'producer', kind: 'video', rtpParameters: {} }),
    resumeConsumer: () => ({}),
    closeConsumer: () => ({}),
    closeConnection: () => ({}),
    whep: () => ({ viewingId: nextId('viewing'), answer: 'v=0\r\n' }),
    endWhep: () => ({}),
    whip: () => ({ publishingId: nextId('publishing'), answer: 'v=0\r\n' }),
    endWhip: () => ({}),
    askTalk: ({ cameraId }) => requireSpeaker(cameraId),
    openTalk: ({ cameraId }) => {
      requireSpeaker(cameraId);
      return { answer: 'v=0\r\n' };
    },
    endTalk: () => ({}),
    withdraw: () => ({}),
  };
  for (const [name, answer] of Object.entries(answers)) {
    (socket as Socket).on(name, (input: unknown, reply: (reply: Reply<unknown>) => void) => {
      asked.push({ name: name as keyof ServerToNode, input });
      reply(replyOf(() => answer(input)));
      const [due, others] = [waiting.filter((one) => one.name === name), waiting.filter((one) => one.name !== name)];
      waiting.splice(0, waiting.length, ...others);
      for (const { resolve } of due) resolve(input);
    });
  }

  await once(socket as unknown as NodeJS.EventEmitter, 'connect');
  const ports = { mediaPort: FAKE_MEDIA_PORT, rtcPort: 18_082, rtspPort: 18_554, rtmpPort: 11_935 };
  await socket.emitWithAck('hello', { nodeId: 'fake', ...ports, pid: 1 });
  return {
    socket,
    recorder,
    disk,
    stubborn,
    asked,
    question: (name) => {
      const last = asked.findLast((one) => one.name === name);
      if (last) return Promise.resolve(last.input);
      return new Promise((resolve) => waiting.push({ name, resolve }));
    },
    detect: async (detection) => {
      await socket.emitWithAck('detected', {
        kind: 'motion',
        level: 'warning',
        atMs: Date.UTC(2026, 10, 23, 1, 0, 0),
        region: null,
        picture: null,
        ...detection,
      });
    },
    [Symbol.asyncDispose]: async () => {
      socket.disconnect();
    },
  };
}

function replyOf(answer: () => unknown): Reply<unknown> {
  try {
    return { ok: true, value: answer() };
  } catch (thrown) {
    return { ok: false, failure: toAppError(thrown).toFailure() };
  }
}
