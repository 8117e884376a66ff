/** Many real cameras, a few to a server process, each server behind a network that can be made to fail. */
import type { AddCamera } from '../../config/contract/camera.ts';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { type CuttingProxy, openCuttingProxy } from './cutting-proxy.ts';
import { smallClips } from './small-clips.ts';

const CAMERAS_A_SERVER = 4;

/** One server process and the way to it. */
export type StreetServer = AsyncDisposable & {
  name: string;
  proxy: CuttingProxy;
  readonly sessions: number;
  readonly isDead: boolean;
  kill(): Promise<void>;
  /** Harmless where it runs. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
};

export type StreetCamera = { name: string; sourceUrl: string; changes: Partial<AddCamera> };
export type CameraStreet = AsyncDisposable & { servers: readonly StreetServer[]; cameras: readonly StreetCamera[] };

type Kind = { codec: 'h264' | 'h265'; audio?: 'aac' | 'pcma'; changes: Partial<AddCamera> };

/** Every ten cameras are alike: six of the plainest, and one of each that is not. */
const KINDS: Record<number, Kind> = {
  1: { codec: 'h264', changes: { transport: 'udp' } },
  3: { codec: 'h265', changes: {} },
  5: { codec: 'h264', audio: 'aac', changes: { audio: true } },
  7: { codec: 'h264', audio: 'pcma', changes: { audio: true, transport: 'udp' } },
  8: { codec: 'h264', changes: { intake: 'compatibility' } },
};
const PLAIN: Kind = { codec: 'h264', changes: {} };
const ALWAYS = RecordingPlan.parse({ mode: 'always' });
const OFF = RecordingPlan.parse({ mode: 'off' });

export async function openCameraStreet(count: number): Promise<CameraStreet> {
  await using opening = new AsyncDisposableStack();
  const clips = await smallClips();
  const kinds = Array.from({ length: count }, (_, index) => ({
    name: `camera${index}`,
    kind: KINDS[index % 10] ?? PLAIN,
    changes: { recording: index % 2 === 0 ? ALWAYS : OFF, analyse: index % 10 === 0 },
  }));
  const servers: StreetServer[] = [];
  const cameras: StreetCamera[] = [];
  for (let first = 0; first < count; first += CAMERAS_A_SERVER) {
    const here = kinds.slice(first, first + CAMERAS_A_SERVER);
    const mounts = Object.fromEntries(here.map(({ name, kind }) => [name, clips[kind.codec]]));
    const audio = Object.fromEntries(here.flatMap(({ name, kind }) => (kind.audio ? [[name, kind.audio]] : [])));
    const server = opening.use(await openServer(`cameras ${first}–${first + here.length - 1}`, { mounts, audio }));
    servers.push(server);
    for (const { name, kind, changes } of here) {
      const sourceUrl = `rtsp://127.0.0.1:${server.proxy.port}/${name}`;
      cameras.push({ name, sourceUrl, changes: { ...changes, ...kind.changes } });
    }
  }
  const open = opening.move();
  return { servers, cameras, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

async function openServer(name: string, wish: Parameters<typeof openRtspCameras>[0]): Promise<StreetServer> {
  let running: RtspCameras = await openRtspCameras(wish);
  let isDead = false;
  const { port } = running;
  const proxy = await openCuttingProxy(port);
  return {
    name,
    proxy,
    get sessions() {
      return isDead ? 0 : running.sessions;
    },
    get isDead() {
      return isDead;
    },
    kill: async () => {
      isDead = true;
      await running.kill();
    },
    start: async () => {
      if (!isDead) return;
      running = await openRtspCameras({ ...wish, port });
      isDead = false;
    },
    pause: () => running.pause(),
    resume: () => running.resume(),
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
    },
  };
}
