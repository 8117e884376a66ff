/** Recordings: what there is, a way to look at it, and ranges locked as evidence. */
import { AppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Person } from '../../config/contract/person.ts';
import type {
  AskPlayback,
  LockRecording,
  Playback,
  RecordedSpan,
  RecorderQuery,
  RecorderReach,
  RecorderReachQuery,
  RecorderSpans,
  RecordingLock,
  Recordings,
  RecordingsQuery,
} from '../../config/contract/recording.ts';
import { exportsAlone, maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { signMediaToken } from '../../config/kernel/media-token.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Asker } from '../accounts/session.service.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { requireRightTo } from '../rights/refusal.ts';
import type { Db } from '../storage/schema.ts';
import * as lockStore from './lock.store.ts';
import { reachableCamera, reachableCameras } from './reach.ts';
import { exportScope, recordingScope, spansOf, stretchAlike } from './recording.rules.ts';
import * as segmentStore from './segment.store.ts';

const VALID_MS = 60_000;
const SHOWN = 500;

type By = Pick<Asker, 'person' | 'address'>;

type Needs = {
  journal: Journal;
  reader: Db;
  node: MediaNode;
  clock: Clock;
  newId: NewId;
  /** Of media tokens, base64. */
  key: string;
  secure: boolean;
  /** Then the only way to a file is an export somebody else has approved. */
  exportNeedsApproval: boolean;
};

export class RecordingService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list({ cameraId, fromMs, toMs }: RecordingsQuery, person: Person): Promise<Recordings> {
    const { reader } = this.#needs;
    await reachableCamera(reader, cameraId, person);
    const segments = await segmentStore.timesInRange(reader, cameraId, fromMs, toMs);
    return {
      spans: spansOf(segments, { fromMs, toMs }),
      sounding: spansOf(
        segments.filter(({ audioCodec }) => audioCodec !== null),
        { fromMs, toMs },
      ),
      locks: await lockStore.inRange(reader, cameraId, fromMs, toMs),
      byteCount: segments.reduce((sum, { byteCount }) => sum + byteCount, 0),
    };
  }

  /** Asked of the recorder now. Errors: CAMERA_NOT_FOUND, NOT_ALLOWED, MEDIA_NODE_AWAY, and those that say why it does not answer. */
  async ofRecorder({ cameraId, fromMs, toMs }: RecorderQuery, person: Person): Promise<RecorderSpans> {
    const { node } = this.#needs;
    const range = { fromMs, toMs };
    const spans = await this.#askRecorder(cameraId, person, () => node.recorderSpans({ cameraId, range }));
    return { hasRecorder: spans !== null, spans: spans ?? [] };
  }

  /** Errors: as of `ofRecorder`. */
  async reachOfRecorder({ cameraId }: RecorderReachQuery, person: Person): Promise<RecorderReach> {
    const { node } = this.#needs;
    const answer = await this.#askRecorder(cameraId, person, () => node.recorderReach({ cameraId }));
    return { hasRecorder: answer !== null, reach: answer?.reach ?? null };
  }

  /** Null where there is no recorder. */
  async #askRecorder<Out>(cameraId: string, person: Person, ask: () => Promise<Out>): Promise<Out | null> {
    const { onvifUrl, disabled } = await reachableCamera(this.#needs.reader, cameraId, person);
    if (onvifUrl === '' || disabled) return null;
    try {
      return await ask();
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'ONVIF_NOT_OFFERED') return null;
      throw thrown;
    }
  }

  /**
   * `hostName` is what the asker calls this machine; the node is reached by the same name. To be heard it takes the right
   * to watch as well, as live sound does.
   */
  async play(what: AskPlayback, asker: Asker, hostName: string): Promise<Playback> {
    const { reader, node, secure, clock, exportNeedsApproval } = this.#needs;
    const camera = await reachableCamera(reader, what.cameraId, asker.person);
    if (what.heardAtMs !== null)
      requireRightTo(asker.person, { action: 'camera.watch', cameraGroupId: camera.groupId });
    if (!node.ports) throw new AppError('MEDIA_NODE_AWAY');
    const isOwn = what.source === 'own';
    const { isHeard, ...range } = await this.#rangeOf(isOwn ? what : { ...what, heardAtMs: null });
    const [list, action] = isHeard ? (['sound', 'playbackSound'] as const) : (['index', 'playback'] as const);
    const base = `${secure ? 'https' : 'http'}://${hostName}:${node.ports.mediaPort}/recordings/${what.cameraId}`;
    const isFree = !exportNeedsApproval && exportsAlone(asker.person, camera.groupId);
    const mayExport = isOwn && isFree && maySee(asker.person, exportScope(camera.groupId));
    return {
      expiresAtMs: clock() + VALID_MS,
      ...range,
      isHeard,
      hlsUrl: `${base}/${isOwn ? list : 'recorder'}.m3u8?token=${this.#token(action, { ...what, ...range }, asker)}`,
      mp4Url: mayExport ? `${base}/clip.mp4?token=${this.#token('download', what, asker)}` : null,
    };
  }

  async #rangeOf({ cameraId, fromMs, toMs, heardAtMs }: AskPlayback): Promise<RecordedSpan & { isHeard: boolean }> {
    if (heardAtMs === null) return { fromMs, toMs, isHeard: false };
    const segments = await segmentStore.timesInRange(this.#needs.reader, cameraId, fromMs, toMs);
    const { audioCodec, ...range } = stretchAlike(segments, { fromMs, toMs }, heardAtMs);
    return { ...range, isHeard: audioCodec !== null };
  }

  /** JPEG of the key frame at or before that moment. */
  async picture(cameraId: string, atMs: number, person: Person): Promise<Uint8Array> {
    const { reader, node } = this.#needs;
    await reachableCamera(reader, cameraId, person);
    const [segment] = await segmentStore.inRange(reader, cameraId, atMs, atMs + 1);
    if (!segment) throw new AppError('RECORDING_NOT_FOUND');
    return node.recordedPicture({ segment, atMs });
  }

  /** Newest first; those that have run out too, for they are part of the story. */
  async locks(person: Person): Promise<RecordingLock[]> {
    const all = await lockStore.newest(this.#needs.reader, SHOWN);
    return all.filter(({ scope }) => maySee(person, scope));
  }

  /** All of them or none. Errors: CAMERA_NOT_FOUND, RECORDING_LOCK_END_PAST, RECORDING_LOCK_EMPTY, RECORDING_LOCK_OF_RECORDER. */
  async lock(what: LockRecording, by: By): Promise<RecordingLock[]> {
    try {
      return await this.#lock(what, by);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'RECORDING_LOCK_EMPTY') throw thrown;
      const isOfRecorder = await this.#isHeld({ ...what, cameraId: String(thrown.detail.cameraId) }, by.person);
      throw isOfRecorder ? new AppError('RECORDING_LOCK_OF_RECORDER', thrown.detail) : thrown;
    }
  }

  /** A recorder that does not answer holds nothing that could be told of. */
  async #isHeld({ cameraId, fromMs, toMs }: RecorderQuery, person: Person): Promise<boolean> {
    return this.ofRecorder({ cameraId, fromMs, toMs }, person).then(
      ({ spans }) => spans.length > 0,
      () => false,
    );
  }

  #lock(
    { cameraIds, fromMs, toMs, reason, untilMs }: LockRecording,
    { person, address }: By,
  ): Promise<RecordingLock[]> {
    const { journal, newId } = this.#needs;
    return journal.commit(actorOf(person), async (change) => {
      if (untilMs !== null && untilMs <= change.nowMs) throw new AppError('RECORDING_LOCK_END_PAST');
      const by = { personId: person.id, name: person.name };
      const locks: RecordingLock[] = [];
      for (const { id: cameraId, name, groupId } of await reachableCameras(change.db, cameraIds, person)) {
        if (!(await segmentStore.isAnyIn(change.db, cameraId, fromMs, toMs)))
          throw new AppError('RECORDING_LOCK_EMPTY', { cameraId, name });
        const scope = recordingScope(groupId);
        const lock = { id: newId(), cameraId, fromMs, toMs, reason, untilMs, by, atMs: change.nowMs, scope };
        await lockStore.add(change.db, lock);
        change.record('recordingLock', lock.id, scope, { ...lock, isLifted: false, address });
        locks.push(lock);
      }
      return locks;
    });
  }

  unlock(lockId: string, { person, address }: By): Promise<void> {
    return this.#needs.journal.commit(actorOf(person), async (change) => {
      const lock = await lockStore.find(change.db, lockId);
      if (!lock || !maySee(person, lock.scope)) throw new AppError('RECORDING_LOCK_NOT_FOUND', { lockId });
      await lockStore.remove(change.db, lockId);
      change.record('recordingLock', lockId, lock.scope, { ...lock, isLifted: true, address });
    });
  }

  #token(
    action: 'playback' | 'playbackSound' | 'download',
    { cameraId, fromMs, toMs }: RecordedSpan & { cameraId: string },
    { person, sessionId }: Pick<Asker, 'person' | 'sessionId'>,
  ): string {
    const { clock, key } = this.#needs;
    const expiresAtMs = clock() + VALID_MS;
    const grant = { action, cameraId, fromMs, toMs, personId: person.id, sessionId, expiresAtMs };
    return signMediaToken(grant satisfies GrantOf<'playback'> | GrantOf<'playbackSound'> | GrantOf<'download'>, key);
  }
}
