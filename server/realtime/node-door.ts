/**
 * The door between the server and its media node: messages, never media.
 *
 * It listens on this machine alone, on a port and with a token of its own, both
 * told to the node when it is started. The newest node to say hello is the node.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { AlertLevel, DetectionKind, Region } from '../../config/contract/alert.ts';
import type { CameraHealth } from '../../config/contract/camera.ts';
import {
  AppError,
  type ErrorCode,
  type Failure,
  type Reply,
  toAppError,
  unwrap,
} from '../../config/contract/errors.ts';
import type { Detection, NodeToServer, ServerToNode, ViewingNotice } from '../../config/contract/node.ts';
import { RecordedSegment } from '../../config/contract/recording.ts';
import type { TalkEnd } from '../../config/contract/talk.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { listen } from '../http/listen.ts';

const log = newLogger('node-door');
const HOST = '127.0.0.1';
const ANSWER_WITHIN_MS = 10_000;
/** A camera that is tried or set may take its time with each of several answers. */
const CAMERA_WITHIN_MS = 30_000;
const OF_CAMERAS: readonly Question[] = [
  'testCamera',
  'encoder',
  'fitEncoder',
  'encoderSettings',
  'setEncoder',
  'inspectDevice',
  'imaging',
  'setImaging',
  'recorderSpans',
  'recorderReach',
];
const MESSAGE_LIMIT_BYTES = 8_000_000;

export type NodePorts = { nodeId: string; mediaPort: number; rtcPort: number; rtspPort: number; rtmpPort: number };
type DoorEvents = {
  connected: [node: NodePorts];
  away: [];
  cameraHealth: [health: CameraHealth[]];
  viewingStarted: [notice: ViewingNotice];
  viewingEnded: [notice: { viewingId: string; atMs: number }];
  recordingFault: [fault: { cameraId: string; failure: Failure }];
  talkEnded: [ended: { talkId: string; why: TalkEnd }];
  consumerClosed: [closed: { consumerId: string; connectionId: string; code: ErrorCode }];
};

type Question = keyof ServerToNode;
export type QuestionInput<Name extends Question> = Parameters<ServerToNode[Name]>[0];
export type QuestionAnswer<Name extends Question> = Parameters<ServerToNode[Name]>[1] extends (
  reply: Reply<infer Answer>,
) => void
  ? Answer
  : never;

export type NodeDoor = {
  url: string;
  events: Emitter<DoorEvents>;
  /** Throws what the node answers, and MEDIA_NODE_AWAY when it does not. */
  ask<Name extends Question>(name: Name, input: QuestionInput<Name>): Promise<QuestionAnswer<Name>>;
} & AsyncDisposable;

const Hello = z.object({
  nodeId: z.string(),
  mediaPort: z.int(),
  rtcPort: z.int(),
  rtspPort: z.int(),
  rtmpPort: z.int(),
  pid: z.int(),
});
const RtspSignIn = z.object({
  account: z.string().max(200),
  password: z.string().max(1_000),
  cameraId: z.string(),
  address: z.string(),
});
const RtspSignOut = z.object({ sessionId: z.string() });
const Detected = z.object({
  detectionId: z.string().min(1),
  cameraId: z.string(),
  kind: DetectionKind,
  level: AlertLevel,
  atMs: z.int(),
  region: Region.nullable(),
  picture: z.instanceof(Uint8Array).nullable(),
});

type NodeSocket = Socket<NodeToServer, ServerToNode>;

const Recorded = z.object({ segment: RecordedSegment, hasEnded: z.boolean() });
const Range = z.object({ cameraId: z.string(), fromMs: z.int(), toMs: z.int() });

/** What the node is answered from. `detected` and `recorded` settle once it is saved; only then is the node answered. */
export type NodeHost = {
  detected(detection: Detection): Promise<void>;
  recorded(segment: RecordedSegment, hasEnded: boolean): Promise<void>;
  segmentsOf(cameraId: string, fromMs: number, toMs: number): Promise<RecordedSegment[]>;
  rtspSignIn(ask: {
    account: string;
    password: string;
    cameraId: string;
    address: string;
  }): Promise<{ personId: string; sessionId: string }>;
  rtspSignOut(sessionId: string): Promise<void>;
};

export async function openNodeDoor(token: string, host: NodeHost): Promise<NodeDoor> {
  await using opening = new AsyncDisposableStack();
  const http = createServer();
  const io = new Server<NodeToServer, ServerToNode>(http, {
    path: '/door',
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: MESSAGE_LIMIT_BYTES,
  });
  opening.defer(() => io.close());

  const events = new Emitter<DoorEvents>((thrown, event) => log.error({ err: thrown, event }, 'listener failed'));
  let node: NodeSocket | undefined;

  const recorded = (raw: unknown) => {
    const { segment, hasEnded } = Recorded.parse(raw);
    return host.recorded(segment, hasEnded);
  };
  const welcome = (socket: NodeSocket, raw: unknown) => {
    const { pid: _, ...ports } = Hello.parse(raw);
    const before = node;
    node = socket;
    before?.disconnect(true);
    log.info(ports, 'media node connected');
    events.emit('connected', ports);
  };

  io.use((socket, next) => next(isToken(socket.handshake.auth.token, token) ? undefined : new Error('NOT_ALLOWED')));
  io.on('connection', (socket) => {
    socket.on('hello', (raw, reply) => answer(reply, async () => nothing(welcome(socket, raw))));
    socket.on('detected', (raw, reply) =>
      answer(reply, async () => nothing(await host.detected(Detected.parse(raw))), { silentOnInternal: true }),
    );
    socket.on('recorded', (raw, reply) =>
      answer(reply, async () => nothing(await recorded(raw)), { silentOnInternal: true }),
    );
    socket.on('segmentsOf', (raw, reply) =>
      answer(reply, async () => {
        const { cameraId, fromMs, toMs } = Range.parse(raw);
        return host.segmentsOf(cameraId, fromMs, toMs);
      }),
    );
    socket.on('rtspSignIn', (raw, reply) => answer(reply, () => host.rtspSignIn(RtspSignIn.parse(raw))));
    socket.on('rtspSignOut', (raw) => void host.rtspSignOut(RtspSignOut.parse(raw).sessionId));
    socket.on('cameraHealth', (health) => events.emit('cameraHealth', health));
    socket.on('viewingStarted', (notice) => events.emit('viewingStarted', notice));
    socket.on('viewingEnded', (notice) => events.emit('viewingEnded', notice));
    socket.on('recordingFault', (fault) => events.emit('recordingFault', fault));
    socket.on('talkEnded', (ended) => events.emit('talkEnded', ended));
    socket.on('consumerClosed', (closed) => events.emit('consumerClosed', closed));
    socket.on('disconnect', () => {
      if (node !== socket) return;
      node = undefined;
      log.warn('media node away');
      events.emit('away');
    });
  });

  const { port } = await listen(http, { host: HOST, port: 0, portIsNamed: true, what: 'the media node' });
  const open = opening.move();
  return {
    url: `http://${HOST}:${port}`,
    events,
    ask: (name, input) => ask(node, name, input),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

type Untyped<Settle> = { emit(name: string, input: unknown, settle: Settle): void };

async function ask<Name extends Question>(
  node: NodeSocket | undefined,
  name: Name,
  input: QuestionInput<Name>,
): Promise<QuestionAnswer<Name>> {
  if (!node) throw new AppError('MEDIA_NODE_AWAY');
  return unwrap(await replyOf<Name>(node, name, input));
}

function replyOf<Name extends Question>(
  node: NodeSocket,
  name: Name,
  input: unknown,
): Promise<Reply<QuestionAnswer<Name>>> {
  return new Promise((resolve, reject) => {
    const settle = (late: Error | null, reply: Reply<QuestionAnswer<Name>>) =>
      late ? reject(new AppError('MEDIA_NODE_AWAY', {}, late)) : resolve(reply);
    // One question of many: the pairing of name, input and answer is the signature's.
    const withinMs = OF_CAMERAS.includes(name) ? CAMERA_WITHIN_MS : ANSWER_WITHIN_MS;
    const untyped = node.timeout(withinMs) as unknown as Untyped<typeof settle>;
    untyped.emit(name, input, settle);
  });
}

function nothing(_: unknown): Record<string, never> {
  return {};
}

/** What could not be saved is left unanswered: the node keeps it and tells it again. */
async function answer<Out>(
  reply: (reply: Reply<Out>) => void,
  work: () => Promise<Out>,
  { silentOnInternal } = { silentOnInternal: false },
): Promise<void> {
  try {
    reply({ ok: true, value: await work() });
  } catch (thrown) {
    const error = thrown instanceof z.ZodError ? new AppError('INVALID_REQUEST') : toAppError(thrown);
    log.error({ err: thrown }, 'message of the media node failed');
    if (error.code !== 'INTERNAL' || !silentOnInternal) reply({ ok: false, failure: error.toFailure() });
  }
}

function isToken(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
