/**
 * Sessions of those who pull over RTSP with name and password: real accounts with
 * their rights, signed in on record, and signed out when the connection ends.
 */
import { newLogger } from '../../config/kernel/logger.ts';
import type { Asker, SessionService } from '../accounts/session.service.ts';
import type { CameraService } from '../cameras/camera.service.ts';

const log = newLogger('rtsp-sessions');

type Needs = { sessions: SessionService; cameras: CameraService };
type Ask = { account: string; password: string; cameraId: string; address: string };

export class RtspSessions {
  readonly #needs: Needs;
  readonly #askers = new Map<string, Asker>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Errors: as signing in, and as watching that camera. */
  async signIn({ account, password, cameraId, address }: Ask): Promise<{ personId: string; sessionId: string }> {
    const { sessions, cameras } = this.#needs;
    // A recorder is never touched by anybody: like a wall, it is not signed out for that.
    const { asker } = await sessions.signIn({ account, password, wall: true }, address);
    const { person, sessionId } = asker;
    try {
      await cameras.watchable(cameraId, person);
    } catch (thrown) {
      await sessions.signOut(asker);
      throw thrown;
    }
    this.#askers.set(sessionId, asker);
    return { personId: person.id, sessionId };
  }

  /** Never rejects. */
  async signOut(sessionId: string): Promise<void> {
    const asker = this.#askers.get(sessionId);
    this.#askers.delete(sessionId);
    if (!asker) return;
    await this.#needs.sessions
      .signOut(asker)
      .catch((thrown) => log.error({ err: thrown }, 'RTSP session was not signed out'));
  }

  /** The media node is gone, and every connection with it. */
  async signOutAll(): Promise<void> {
    await Promise.all([...this.#askers.keys()].map((sessionId) => this.signOut(sessionId)));
  }
}
