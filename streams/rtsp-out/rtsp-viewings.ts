/** RTSP out: `rtsp://HOST:PORT/CAMERA` for recorders and players that are not browsers. */
import { createServer, type Server } from 'node:net';
import type { ErrorCode } from '../../config/contract/errors.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { verifyMediaToken } from '../../config/kernel/media-token.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { listen, type PortWish } from '../listen.ts';
import { type Credentials, type RtspClientNeeds, RtspConnection } from './rtsp-connection.ts';

const MAX_CONNECTIONS = 256;

export type RtspNeeds = {
  clock: Clock;
  newId: NewId;
  /** Base64. */
  tokenKey: string;
  camera: RtspClientNeeds['camera'];
  /** Asks the server who an account is, and whether it may watch that camera: a session of its own. */
  signIn: (ask: { account: string; password: string; cameraId: string; address: string }) => Promise<Viewer>;
  /** That session is over. */
  signOut: (sessionId: string) => void;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class RtspViewings {
  readonly port: number;
  readonly #server: Server;
  readonly #connections: Set<RtspConnection>;

  private constructor(server: Server, port: number, connections: Set<RtspConnection>) {
    this.#server = server;
    this.port = port;
    this.#connections = connections;
  }

  static async open(wish: PortWish, needs: RtspNeeds): Promise<RtspViewings> {
    const connections = new Set<RtspConnection>();
    const server = createServer((socket) => {
      const sessions = new Set<string>();
      const connection: RtspConnection = new RtspConnection(socket, {
        camera: needs.camera,
        admit: async (credentials, cameraId, address) => {
          const viewer = await admit(needs, credentials, cameraId, address);
          if ('account' in credentials) sessions.add(viewer.sessionId);
          return viewer;
        },
        onStarted: ({ cameraId }, viewer, address) => {
          const viewingId = needs.newId();
          needs.onStarted({ viewingId, cameraId, by: 'rtsp', viewer, address, atMs: needs.clock(), range: null });
          return viewingId;
        },
        onEnded: needs.onEnded,
        onClosed: () => {
          connections.delete(connection);
          for (const sessionId of sessions) needs.signOut(sessionId);
        },
      });
      connections.add(connection);
    });
    server.maxConnections = MAX_CONNECTIONS;
    const port = await listen(server, wish);
    return new RtspViewings(server, port, connections);
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const connection of this.#connections) {
      const { admitted } = connection;
      if (admitted && concerns(admitted.viewer, admitted.cameraId)) connection.close('NOT_ALLOWED');
    }
  }

  forget({ streamId }: Camera, why: ErrorCode): void {
    for (const connection of this.#connections) {
      if (connection.camera?.streamId === streamId) connection.close(why);
    }
  }

  close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

async function admit(
  { tokenKey, clock, signIn }: RtspNeeds,
  credentials: Credentials,
  cameraId: string,
  address: string,
): Promise<Viewer> {
  if ('account' in credentials) return signIn({ ...credentials, cameraId, address });
  const grant = verifyMediaToken(credentials.token, 'live', { key: tokenKey, nowMs: clock() });
  if (grant.cameraId !== cameraId) throw new AppError('MEDIA_TOKEN_INVALID');
  return { personId: grant.personId, sessionId: grant.sessionId, connectionId: '' };
}
