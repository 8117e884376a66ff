/**
 * Takes recordings out of the system: asked for, where the site or the right by which it is
 * asked for wants it approved by a second person, made, and every step of it in the record.
 *
 * One export at a time: several would only slow each other down, and the disk
 * that the cameras are recorded on with them.
 */
import { join } from 'node:path';
import { AppError, type ErrorCode, toAppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { DecideExport, ExportRecordings, RecordingExport } from '../../config/contract/recording.ts';
import { type Action, exportsAlone } from '../../config/contract/rights.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Asker } from '../accounts/session.service.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import type { Db } from '../storage/schema.ts';
import { cancelled, decided } from './export.rules.ts';
import * as exportStore from './export.store.ts';
import type { ExportMaker } from './export-maker.ts';
import { commonGroup, reachableCameras } from './reach.ts';
import { exportScope } from './recording.rules.ts';

const log = newLogger('export');
const SHOWN = 100;
const OUT_OF_REACH: readonly ErrorCode[] = ['CAMERA_NOT_FOUND', 'NOT_ALLOWED', 'RIGHT_ENDED'];

/** Who does it, and from where. */
type By = Pick<Asker, 'person' | 'address'>;

type Needs = {
  journal: Journal;
  reader: Db;
  newId: NewId;
  maker: ExportMaker;
  rights: Pick<RightsBoard, 'holder'>;
  /** Of everybody's exports, whatever their rights say. */
  needsApproval: boolean;
};

export class ExportService {
  readonly #needs: Needs;
  readonly #lane = new Lane();
  /** Of those that are being made, or are next. */
  readonly #making = new Map<string, { progress: number; cancel: AbortController }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(person: Person): Promise<RecordingExport[]> {
    const { reader } = this.#needs;
    const all = await exportStore.newest(reader, SHOWN);
    const reachable = await Promise.all(
      all.map((each) => this.#mayReachAll(reader, each.cameraIds, person, 'recording.export')),
    );
    return all
      .filter((_, index) => reachable[index])
      .map((each) => ({ ...each, progress: this.#making.get(each.id)?.progress ?? each.progress }));
  }

  /** Answers at once; the files follow. One camera that needs a second person makes the whole of it wait. */
  async start(what: ExportRecordings, { person, address }: By): Promise<RecordingExport> {
    const { journal, newId, needsApproval } = this.#needs;
    const made = await journal.commit(actorOf(person), async (change) => {
      const cameras = await reachableCameras(change.db, what.cameraIds, person, 'recording.export');
      const isFree = !needsApproval && cameras.every(({ groupId }) => exportsAlone(person, groupId));
      const fresh: RecordingExport = {
        ...what,
        id: newId(),
        by: whoIs(person),
        atMs: change.nowMs,
        state: isFree ? 'working' : 'waiting',
        decision: null,
        cancelledBy: null,
        progress: 0,
        byteCount: 0,
        files: [],
        failure: null,
        scope: exportScope(commonGroup(cameras)),
      };
      return this.#keep(change, fresh, address);
    });
    if (made.state === 'working') this.#begin(made);
    return made;
  }

  /** Errors: EXPORT_NOT_FOUND, EXPORT_CANNOT_MOVE, EXPORT_OWN_DECISION. */
  async decide(exportId: string, decision: DecideExport, by: By): Promise<RecordingExport> {
    const after = await this.#move(exportId, by, 'recording.approve', (made, nowMs) =>
      decided(made, decision, whoIs(by.person), nowMs),
    );
    if (after.state === 'working') this.#begin(after);
    return after;
  }

  /** Errors: EXPORT_NOT_FOUND, EXPORT_CANNOT_MOVE, EXPORT_NOT_OWN. */
  async cancel(exportId: string, by: By): Promise<RecordingExport> {
    const after = await this.#move(exportId, by, 'recording.export', (made) => cancelled(made, whoIs(by.person)));
    this.#making.get(exportId)?.cancel.abort();
    return after;
  }

  /** Where a file of an export is, for somebody to take it: on record before the first byte. Errors: EXPORT_NOT_FOUND. */
  async handOver(exportId: string, name: string, { person, address }: By): Promise<string> {
    const { journal, reader, maker } = this.#needs;
    const made = await exportStore.find(reader, exportId);
    const isThere = made?.files.some((file) => file.name === name);
    if (!made || !isThere || !(await this.#mayReachAll(reader, made.cameraIds, person, 'recording.export')))
      throw new AppError('EXPORT_NOT_FOUND', { exportId });
    await journal.commit(actorOf(person), async (change) => {
      const { cameraIds, reason, scope } = made;
      const { cameraGroupId } = scope;
      const taken = { exportId, file: name, cameraIds, reason, address };
      change.record('exportDownload', exportId, { action: 'journal.read', cameraGroupId }, taken);
    });
    return join(maker.folderOf(made.id), name);
  }

  /** Those that a crash or a stop cut short; those that wait still do. */
  async failUnfinished(): Promise<void> {
    for (const made of await exportStore.unfinished(this.#needs.reader)) {
      await this.#finish({ ...made, state: 'failed', failure: { code: 'INTERNAL', detail: {} } });
      await this.#needs.maker.forget(made.id);
    }
  }

  async close(): Promise<void> {
    await this.#lane.run(async () => {});
  }

  #begin(made: RecordingExport): void {
    this.#making.set(made.id, { progress: 0, cancel: new AbortController() });
    void this.#lane.run(() => this.#make(made));
  }

  /** Never rejects. */
  async #make(made: RecordingExport): Promise<void> {
    const { maker, reader } = this.#needs;
    const making = this.#making.get(made.id) ?? { progress: 0, cancel: new AbortController() };
    const { signal } = making.cancel;
    try {
      signal.throwIfAborted();
      const person = await this.#whoMayStill(reader, made);
      const onProgress = (share: number) => {
        making.progress = share;
      };
      const files = await maker.make(made, person, { signal, onProgress });
      const byteCount = files.reduce((sum, file) => sum + file.byteCount, 0);
      await this.#finish({ ...made, state: 'ready', progress: 1, files, byteCount });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (signal.aborted) log.info({ exportId: made.id }, 'export cancelled');
      else log.error({ err: thrown, exportId: made.id }, 'export failed');
      await maker.forget(made.id);
      await this.#finish({ ...made, state: 'failed', failure: error.toFailure() });
    } finally {
      this.#making.delete(made.id);
    }
  }

  /** Between asking and making a right may have gone; the maker asks for it anew, camera by camera. */
  async #whoMayStill(db: Db, made: RecordingExport): Promise<Person> {
    const person = await personStore.find(db, made.by.personId);
    if (!person || person.disabled) throw new AppError('NOT_ALLOWED', { action: 'recording.export' });
    return this.#needs.rights.holder(person);
  }

  /** What was cancelled while it was made stays cancelled. */
  async #finish(made: RecordingExport): Promise<void> {
    await this.#needs.journal.commit(SYSTEM, async (change) => {
      const now = await exportStore.find(change.db, made.id);
      if (now?.state === 'working') await this.#keep(change, made, '', made.by);
    });
  }

  #move(
    exportId: string,
    { person, address }: By,
    action: Action,
    next: (made: RecordingExport, nowMs: number) => RecordingExport,
  ): Promise<RecordingExport> {
    return this.#needs.journal.commit(actorOf(person), async (change) => {
      const made = await exportStore.find(change.db, exportId);
      if (!made || !(await this.#mayReachAll(change.db, made.cameraIds, person, action)))
        throw new AppError('EXPORT_NOT_FOUND', { exportId });
      return this.#keep(change, next(made, change.nowMs), address);
    });
  }

  async #keep(
    change: Change,
    made: RecordingExport,
    address: string,
    by?: { personId: string; name: string },
  ): Promise<RecordingExport> {
    await exportStore.save(change.db, made);
    change.record('recordingExport', made.id, made.scope, { ...made, address }, by);
    return made;
  }

  async #mayReachAll(db: Db, cameraIds: readonly string[], person: Person, action: Action): Promise<boolean> {
    try {
      await reachableCameras(db, cameraIds, person, action);
      return true;
    } catch (thrown) {
      if (OUT_OF_REACH.includes(toAppError(thrown).code)) return false;
      throw thrown;
    }
  }
}

function whoIs({ id, name }: Person): RecordingExport['by'] {
  return { personId: id, name };
}
