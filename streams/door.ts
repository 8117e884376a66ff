/**
 * The node's side of the door: dials the server, says how its cameras fare, and
 * does what it is told. Every question gets a Reply; nothing thrown crosses.
 *
 * Detections and segments are kept until the server says it has saved them.
 */
import { io, type Socket } from 'socket.io-client';
import type { CameraHealth } from '../config/contract/camera.ts';
import { AppError, type Reply, toAppError, unwrap } from '../config/contract/errors.ts';
import type { Detection, NodeStart, NodeToServer, ServerToNode } from '../config/contract/node.ts';
import type { RecordedSegment } from '../config/contract/recording.ts';
import { newLogger } from '../config/kernel/logger.ts';
import type { MediaNode } from './node.ts';
import { Outbox } from './outbox.ts';

const log = newLogger('door');

/** With the pace of the camera's own watch and of the console's news, still well within 3 s of the last picture. */
const HEALTH_EVERY_MS = 250;
const ANSWER_MS = 5_000;
const MAX_KEPT_DETECTIONS = 200;

type DoorSocket = Socket<ServerToNode, NodeToServer>;

type RtspSignIn = { account: string; password: string; cameraId: string; address: string };

export type Door = {
  segmentsOf(cameraId: string, fromMs: number, toMs: number): Promise<RecordedSegment[]>;
  rtspSignIn(ask: RtspSignIn): Promise<{ personId: string; sessionId: string }>;
  rtspSignOut(sessionId: string): void;
  close(): void;
};

export function openDoor(node: MediaNode, { doorUrl, doorToken }: NodeStart, nodeId: string): Door {
  const socket: DoorSocket = io(doorUrl, {
    path: '/door',
    auth: { token: doorToken },
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 2_000,
  });
  const isConnected = () => socket.connected;
  const detections = new Outbox<Detection>({
    keyOf: ({ detectionId }) => detectionId,
    send: (detection) => socket.timeout(ANSWER_MS).emitWithAck('detected', detection),
    isConnected,
    limit: MAX_KEPT_DETECTIONS,
  });
  const segments = new Outbox<{ segment: RecordedSegment; hasEnded: boolean }>({
    keyOf: ({ segment }) => segment.path,
    send: (message) => socket.timeout(ANSWER_MS).emitWithAck('recorded', message),
    isConnected,
    onAnswered: ({ segment, hasEnded }) => {
      if (hasEnded) void node.recordings.indexed(segment);
    },
  });
  for (const segment of node.unsaid) segments.add({ segment, hasEnded: true });
  const health = new HealthTeller(socket, node);
  socket.on('connect', () => {
    const { mediaPort, rtcPort, rtspPort, rtmpPort } = node;
    socket.emit('hello', { nodeId, mediaPort, rtcPort, rtspPort, rtmpPort, pid: process.pid }, () => {});
    health.tellAll();
    detections.tellAll();
    segments.tellAll();
  });
  // Nobody is left who could take the right to it back.
  socket.on('disconnect', () => void node.talks.endAll());
  answerQuestions(socket, node);
  const stops = [
    node.events.on('detected', (detection) => detections.add(detection)),
    node.events.on('recorded', (message) => segments.add(message)),
    node.events.on('recordingFault', (fault) => socket.emit('recordingFault', fault)),
    node.events.on('viewingStarted', (notice) => socket.emit('viewingStarted', notice)),
    node.events.on('viewingEnded', (notice) => socket.emit('viewingEnded', notice)),
    node.events.on('consumerClosed', (closed) => socket.emit('consumerClosed', closed)),
    node.events.on('talkEnded', (ended) => socket.emit('talkEnded', ended)),
  ];
  return {
    async segmentsOf(cameraId, fromMs, toMs) {
      if (!socket.connected) throw new AppError('MEDIA_NODE_AWAY');
      return unwrap(await socket.timeout(ANSWER_MS).emitWithAck('segmentsOf', { cameraId, fromMs, toMs }));
    },
    async rtspSignIn(ask) {
      if (!socket.connected) throw new AppError('MEDIA_NODE_AWAY');
      return unwrap(await socket.timeout(ANSWER_MS).emitWithAck('rtspSignIn', ask));
    },
    rtspSignOut: (sessionId) => void socket.emit('rtspSignOut', { sessionId }),
    close() {
      for (const stop of stops) stop();
      health.stop();
      socket.disconnect();
    },
  };
}

function answerQuestions(socket: DoorSocket, node: MediaNode): void {
  const { webrtc } = node;
  socket.on(
    'carry',
    answering((cameras) => node.carry(cameras).then(nothing)),
  );
  socket.on(
    'testCamera',
    answering((toTest) => node.testCamera(toTest)),
  );
  socket.on(
    'encoder',
    answering(({ cameraId }) => node.encoder(cameraId)),
  );
  socket.on(
    'fitEncoder',
    answering(({ cameraId }) => node.fitEncoder(cameraId)),
  );
  socket.on(
    'encoderSettings',
    answering(({ cameraId, quality }) => node.encoderSettings(cameraId, quality)),
  );
  socket.on(
    'setEncoder',
    answering(({ cameraId, quality, change }) => node.setEncoder(cameraId, quality, change)),
  );
  socket.on(
    'searchDevices',
    answering(async (what) => node.searches.start(what)),
  );
  socket.on(
    'deviceSearch',
    answering(async ({ searchId }) => node.searches.state(searchId)),
  );
  socket.on(
    'inspectDevice',
    answering((target) => node.inspectDevice(target)),
  );
  answerForDevices(socket, node);
  socket.on(
    'snapshot',
    answering(({ cameraId }) => node.snapshot(cameraId)),
  );
  socket.on(
    'rtcCapabilities',
    answering(async () => webrtc.rtpCapabilities),
  );
  socket.on(
    'openTransport',
    answering(({ viewer }) => webrtc.openTransport(viewer)),
  );
  socket.on(
    'connectTransport',
    answering(({ transportId, dtlsParameters }) => webrtc.connectTransport(transportId, dtlsParameters).then(nothing)),
  );
  socket.on(
    'consume',
    answering(({ transportId, ...what }) => webrtc.consume(transportId, what)),
  );
  socket.on(
    'resumeConsumer',
    answering(({ consumerId }) => webrtc.resumeConsumer(consumerId).then(nothing)),
  );
  socket.on(
    'closeConsumer',
    answering(async ({ consumerId }) => nothing(webrtc.closeConsumer(consumerId))),
  );
  socket.on(
    'closeConnection',
    answering(async ({ connectionId }) => nothing(webrtc.closeConnection(connectionId))),
  );
  socket.on(
    'whep',
    answering((ask) => node.openWhep(ask)),
  );
  socket.on(
    'endWhep',
    answering(async ({ viewingId }) => nothing(webrtc.endWhep(viewingId))),
  );
  socket.on(
    'whip',
    answering((ask) => node.openWhip(ask)),
  );
  socket.on(
    'endWhip',
    answering(async (what) => nothing(node.endWhip(what))),
  );
  socket.on(
    'askTalk',
    answering(({ cameraId }) => node.talks.ask(cameraId).then(nothing)),
  );
  socket.on(
    'openTalk',
    answering((wish) => node.talks.open(wish)),
  );
  socket.on(
    'endTalk',
    answering(({ talkId }) => node.talks.end(talkId).then(nothing)),
  );
  socket.on(
    'recordedPicture',
    answering(({ segment, atMs }) => node.recordedPicture(segment, atMs)),
  );
  socket.on(
    'recorderSpans',
    answering(({ cameraId, range }) => node.recorderSpans(cameraId, range)),
  );
  socket.on(
    'recorderReach',
    answering(async ({ cameraId }) => ({ reach: await node.recorderReach(cameraId) })),
  );
  socket.on(
    'deleteSegments',
    answering(async ({ paths }) => ({ paths: await node.recordings.remove(paths) })),
  );
  socket.on(
    'recordingDisk',
    answering(() => node.recordings.disk()),
  );
  socket.on(
    'withdraw',
    answering(async (what) => nothing(node.withdraw(what))),
  );
}

function answerForDevices(socket: DoorSocket, node: MediaNode): void {
  socket.on(
    'ptz',
    answering(({ cameraId, order }) => node.device(cameraId).ptz(order).then(nothing)),
  );
  socket.on(
    'ptzPlace',
    answering(async ({ cameraId }) => node.device(cameraId).ptzPlace()),
  );
  socket.on(
    'presets',
    answering(async ({ cameraId }) => node.device(cameraId).presets()),
  );
  socket.on(
    'setPreset',
    answering(async ({ cameraId, name }) => ({ token: await node.device(cameraId).setPreset(name) })),
  );
  socket.on(
    'removePreset',
    answering(async ({ cameraId, token }) => node.device(cameraId).removePreset(token).then(nothing)),
  );
  socket.on(
    'imaging',
    answering(async ({ cameraId }) => node.device(cameraId).imaging()),
  );
  socket.on(
    'setImaging',
    answering(async ({ cameraId, change }) => node.device(cameraId).setImaging(change)),
  );
  socket.on(
    'relays',
    answering(async ({ cameraId }) => node.device(cameraId).relays()),
  );
  socket.on(
    'setRelay',
    answering(async ({ cameraId, token, isActive }) => node.device(cameraId).setRelay(token, isActive).then(nothing)),
  );
  socket.on(
    'rebootCamera',
    answering(async ({ cameraId }) => node.device(cameraId).reboot().then(nothing)),
  );
}

function nothing(_: unknown): Record<string, never> {
  return {};
}

function answering<In, Out>(work: (input: In) => Promise<Out>) {
  return async (input: In, reply: (reply: Reply<Out>) => void): Promise<void> => {
    try {
      reply({ ok: true, value: await work(input) });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'INTERNAL') log.error({ err: thrown }, 'question failed');
      reply({ ok: false, failure: error.toFailure() });
    }
  };
}

class HealthTeller {
  readonly #socket: DoorSocket;
  readonly #node: MediaNode;
  readonly #timer: NodeJS.Timeout;
  #told = new Map<string, string>();

  constructor(socket: DoorSocket, node: MediaNode) {
    this.#socket = socket;
    this.#node = node;
    this.#timer = setInterval(() => this.#tell(), HEALTH_EVERY_MS);
  }

  tellAll(): void {
    this.#told = new Map();
    this.#tell();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    if (!this.#socket.connected) return;
    const health = this.#node.health();
    const changed = health.filter((each) => this.#told.get(each.cameraId) !== essence(each));
    this.#told = new Map(health.map((each) => [each.cameraId, essence(each)]));
    if (changed.length > 0) this.#socket.emit('cameraHealth', changed);
  }
}

/** What makes health worth telling again: not every frame, but every change one would see. */
function essence(health: CameraHealth): string {
  const { lastFrameAtMs, framesPerSecond, bitrateKbps, keyFrameIntervalMs, delayMs, clockOffsetMs, cause, ...rest } =
    health;
  const coarse = [
    Math.floor((lastFrameAtMs ?? 0) / 5_000),
    Math.round(framesPerSecond),
    Math.round(bitrateKbps / 200),
    Math.round(keyFrameIntervalMs / 200),
    Math.round(delayMs / 100),
    clockOffsetMs === null ? null : Math.round(clockOffsetMs / 500),
  ];
  return JSON.stringify([rest, cause?.code, coarse]);
}
