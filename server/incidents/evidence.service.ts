/**
 * Evidence of incidents. A file is checked and in its place before the record promises it;
 * what is refused leaves neither a row nor a file. The same id sent again is the same one.
 */
import { AppError } from '../../config/contract/errors.ts';
import {
  type AddEvidence,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_MOST,
  type IncidentEvidence,
} from '../../config/contract/evidence.ts';
import { ACT_RULES, mayActAtAll } from '../../config/contract/incident-act.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { actorOf, type Change, type Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { formatOf } from './evidence.rules.ts';
import * as evidenceStore from './evidence.store.ts';
import { decode } from './evidence-decoder.ts';
import { type EvidenceFiles, tooLarge } from './evidence-files.ts';
import type { IncidentService } from './incident.service.ts';
import * as incidentStore from './incident.store.ts';

type Needs = { journal: Journal; reader: Db; incidents: IncidentService; files: EvidenceFiles };
type Sent = { incidentId: string; evidenceId: string; what: AddEvidence };
type Made = Omit<IncidentEvidence, 'addedAtMs' | 'scope'>;
/** `byteCount` as it was declared, 0 when it was not. */
export type Bytes = { body: AsyncIterable<Buffer>; byteCount: number };

export class EvidenceService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #incidents: IncidentService;
  readonly #files: EvidenceFiles;
  readonly #lane = new Lane();

  constructor({ journal, reader, incidents, files }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#incidents = incidents;
    this.#files = files;
  }

  async list(incidentId: string, by: RightsHolder): Promise<IncidentEvidence[]> {
    const { id } = await this.#incidents.find(incidentId, by);
    return evidenceStore.ofIncident(this.#reader, id);
  }

  /** The file, for whoever sees the incident. */
  async file(
    { incidentId, evidenceId }: Omit<Sent, 'what'>,
    by: RightsHolder,
  ): Promise<{ path: string; evidence: IncidentEvidence }> {
    const { id } = await this.#incidents.find(incidentId, by);
    const evidence = await evidenceStore.find(this.#reader, evidenceId);
    if (evidence?.incidentId !== id) throw new AppError('EVIDENCE_NOT_FOUND', { evidenceId });
    return { path: this.#files.pathOf(evidence), evidence };
  }

  async add(sent: Sent, { body, byteCount }: Bytes, by: RightsHolder): Promise<IncidentEvidence> {
    const { kind } = sent.what;
    const incident = await this.#incidents.find(sent.incidentId, by);
    if (!mayActAtAll(by, 'remark', incident)) throw new AppError('NOT_ALLOWED', { action: ACT_RULES.remark.needs });
    const known = await knownAs(this.#reader, sent, by);
    if (known) return known;
    if (byteCount > EVIDENCE_MAX_BYTES[kind]) throw tooLarge(EVIDENCE_MAX_BYTES[kind]);
    const received = await this.#files.receive(body, EVIDENCE_MAX_BYTES[kind]);
    try {
      const format = formatOf(received.head, kind);
      const decoded = format && (await decode(received.path, kind, format));
      if (!format || !decoded) throw new AppError('EVIDENCE_NOT_READABLE', { what: kind });
      const { sha256 } = received;
      const { takenAtMs = null, longitude, latitude, note } = sent.what;
      const made: Made = {
        ...{ id: sent.evidenceId, incidentId: incident.id, kind, contentType: format.contentType },
        ...{ byteCount: received.byteCount, sha256, ...decoded, takenAtMs, note, unitName: by.unit },
        by: { personId: by.id, name: by.name },
        position: longitude === undefined || latitude === undefined ? null : { longitude, latitude },
      };
      return await this.#lane.run(async () => {
        // Sent twice at once: the other was first.
        const other = await knownAs(this.#reader, sent, by);
        if (other) return other;
        await this.#files.keep(received, made);
        return this.#record(made, by);
      });
    } finally {
      await this.#files.discard(received);
    }
  }

  /** Files that a crash left between their place and the record. */
  sweep(): Promise<void> {
    return this.#files.removeAllBut(
      async (evidenceId) => (await evidenceStore.find(this.#reader, evidenceId)) !== undefined,
    );
  }

  async #record(made: Made, by: RightsHolder): Promise<IncidentEvidence> {
    try {
      return await this.#journal.commit(actorOf(by), (change) => record(change, made, by));
    } catch (thrown) {
      await this.#files.remove(made);
      throw thrown;
    }
  }
}

async function record(change: Change, made: Made, by: RightsHolder): Promise<IncidentEvidence> {
  const { incidentId } = made;
  const incident = await incidentStore.find(change.db, incidentId);
  if (!incident || !maySee(by, incident.scope)) throw new AppError('INCIDENT_NOT_FOUND', { incidentId });
  if ((await evidenceStore.countOf(change.db, incidentId)) >= EVIDENCE_MOST) {
    throw new AppError('EVIDENCE_TOO_MANY', { most: EVIDENCE_MOST });
  }
  const evidence = { ...made, addedAtMs: change.nowMs, scope: incident.scope };
  await evidenceStore.add(change.db, evidence);
  change.record('incidentEvidence', evidence.id, evidence.scope, evidence);
  return evidence;
}

/** The one that was kept under that id already; an id that is somebody else's is refused. */
async function knownAs(
  db: Db,
  { incidentId, evidenceId }: Sent,
  by: RightsHolder,
): Promise<IncidentEvidence | undefined> {
  const known = await evidenceStore.find(db, evidenceId);
  if (known && (known.by.personId !== by.id || known.incidentId !== incidentId)) {
    throw new AppError('INVALID_REQUEST', { field: 'evidenceId', problem: 'taken' });
  }
  return known;
}
