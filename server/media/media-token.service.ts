/** Media tokens: given to those who may watch a camera, and taken back from a player as proof of it. */
import type { Quality } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { MediaToken } from '../../config/contract/media-token.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { signMediaToken, verifyMediaToken } from '../../config/kernel/media-token.ts';
import type { Asker, SessionService } from '../accounts/session.service.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';

const VALID_MS = 60_000;

type Needs = {
  cameras: CameraService;
  sessions: SessionService;
  node: MediaNode;
  clock: Clock;
  key: string;
  secure: boolean;
};

export class MediaTokenService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** `hostName` is what the asker calls this machine; the node is reached by the same name. */
  async give(
    { cameraId, quality }: { cameraId: string; quality: Quality },
    asker: Asker,
    hostName: string,
  ): Promise<MediaToken> {
    const { cameras, node, clock, key, secure } = this.#needs;
    await cameras.watchable(cameraId, asker.person);
    if (!node.ports) throw new AppError('MEDIA_NODE_AWAY');
    const expiresAtMs = clock() + VALID_MS;
    const { person, sessionId } = asker;
    const grant = { cameraId, action: 'live' as const, quality, personId: person.id, sessionId, expiresAtMs };
    const token = signMediaToken(grant, key);
    const nodeHost = `${hostName}:${node.ports.mediaPort}`;
    const http = `${secure ? 'https' : 'http'}://${nodeHost}`;
    const name = encodeURIComponent(cameraId);
    return {
      token,
      expiresAtMs,
      hlsUrl: `${http}/hls/${name}/index.m3u8?token=${token}`,
      fmp4Url: `${secure ? 'wss' : 'ws'}://${nodeHost}/fmp4/${name}?token=${token}`,
      rtspUrl: `rtsp://${hostName}:${node.ports.rtspPort}/${name}?token=${token}`,
      flvUrl: `${http}/flv/${name}.flv?token=${token}`,
      whepUrl: `/whep/${name}`,
    };
  }

  /** Who holds a token for this camera; their session and right must still stand. */
  async holder(token: string, cameraId: string, address: string): Promise<Asker> {
    return this.#holder(token, { cameraId, address, nowMs: this.#needs.clock() });
  }

  /** For ending what a token has opened: it opens for a minute only, but what it opened lives on. */
  async formerHolder(token: string, cameraId: string, address: string): Promise<Asker> {
    return this.#holder(token, { cameraId, address, nowMs: 0 });
  }

  async #holder(token: string, at: { cameraId: string; address: string; nowMs: number }): Promise<Asker> {
    const grant = verifyMediaToken(token, 'live', { key: this.#needs.key, nowMs: at.nowMs });
    if (grant.cameraId !== at.cameraId) throw new AppError('MEDIA_TOKEN_INVALID');
    return this.#needs.sessions.recogniseById(grant.sessionId, at.address);
  }
}
