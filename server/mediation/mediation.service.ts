/**
 * Mediations of disputes. Each step is a line in the incident's log without a private word;
 * who has no part in it and opens it all the same says why, and that is on record.
 */
import { AppError } from '../../config/contract/errors.ts';
import { hasEnded, type Incident, type Named } from '../../config/contract/incident.ts';
import {
  type Mediation,
  MediationAct,
  type MediationView,
  type TakeMediationStep,
} from '../../config/contract/mediation.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import * as personStore from '../accounts/person.store.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import { withScope } from '../incidents/incident-act.rules.ts';
import * as actStore from '../incidents/incident-act.store.ts';
import { toldByAct } from '../incidents/incident-notices.rules.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import type { Db } from '../storage/schema.ts';
import { isIn, isNext, mayMediate, mediated, mediationWord, statusOf } from './mediation.rules.ts';
import * as mediationStore from './mediation.store.ts';

type Needs = { journal: Journal; reader: Db; notices: NoticeService };

export class MediationService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #notices: NoticeService;

  constructor({ journal, reader, notices }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#notices = notices;
  }

  async view(incidentId: string, by: RightsHolder): Promise<MediationView> {
    const incident = await visible(this.#reader, incidentId, by);
    return viewOf(incident, await mediationStore.find(this.#reader, incidentId), by);
  }

  /** Sent again with the same id, it was taken already. Errors: MEDIATION_NOT_DISPUTE, INCIDENT_CANNOT_MOVE, NOT_IN_MEDIATION, and those of the rules. */
  act(incidentId: string, { actId, ...act }: TakeMediationStep, by: RightsHolder): Promise<MediationView> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const incident = await visible(change.db, incidentId, by);
      const before = await mediationStore.find(change.db, incidentId);
      if (actId !== undefined && (await actStore.wasDone(change.db, { actId, incidentId, personId: by.id }))) {
        return viewOf(incident, before, by);
      }
      if (incident.task !== 'dispute') throw new AppError('MEDIATION_NOT_DISPUTE', { number: incident.number });
      if (hasEnded(incident)) {
        throw new AppError('INCIDENT_CANNOT_MOVE', { number: incident.number, state: incident.state, act: act.act });
      }
      if (!mayMediate(by, act.act, { incident, mediation: before })) throw new AppError('NOT_IN_MEDIATION');
      const mediator = act.act === 'assign' ? await mediatorOf(change.db, act.mediatorId) : null;
      const named = { personId: by.id, name: by.name };
      const after = mediated(before, act, { incidentId, by: named, nowMs: change.nowMs, mediator });
      await mediationStore.save(change.db, after);
      const told = withScope(incident, {
        ...incident,
        mediator: after.mediator,
        last: mediationWord(act, named, by.unit, mediator),
      });
      await incidentStore.save(change.db, told);
      change.record('incident', told.id, told.scope, told);
      if (told.confidential) await this.#notices.confine(change, told);
      await this.#notices.tell(change, told, toldByAct(incident, told), by.id);
      if (actId !== undefined) {
        await actStore.add(change.db, { actId, incidentId, personId: by.id, atMs: change.nowMs });
      }
      return viewOf(told, after, by);
    });
  }

  /** For who has the right to it, and says why. Errors: MEDIATION_NOT_FOUND. */
  open(incidentId: string, reason: string, by: RightsHolder): Promise<Mediation> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const { number } = await visible(change.db, incidentId, by);
      const mediation = await mediationStore.find(change.db, incidentId);
      if (!mediation) throw new AppError('MEDIATION_NOT_FOUND', { number });
      const scope = { action: 'journal.read', cameraGroupId: null } as const;
      change.record('mediationOpened', incidentId, scope, { incidentId, number, reason });
      return mediation;
    });
  }
}

function viewOf(incident: Incident, mediation: Mediation | undefined, by: RightsHolder): MediationView {
  const acts = MediationAct.options.map(({ shape }) => shape.act.value);
  const isPossible = incident.task === 'dispute' && !hasEnded(incident);
  return {
    status: mediation ? statusOf(mediation) : null,
    mediation: mediation && isIn(by.id, incident, mediation) ? mediation : null,
    acts: acts.filter((act) => isPossible && isNext(act, mediation) && mayMediate(by, act, { incident, mediation })),
  };
}

async function mediatorOf(db: Db, personId: string): Promise<Named> {
  const person = await personStore.find(db, personId);
  if (!person || person.disabled || person.role === 'screen') throw new AppError('PERSON_NOT_FOUND', { personId });
  return { personId, name: person.name };
}

async function visible(db: Db, incidentId: string, by: RightsHolder): Promise<Incident> {
  const incident = await incidentStore.find(db, incidentId);
  if (!incident || !maySee(by, incident.scope)) throw new AppError('INCIDENT_NOT_FOUND', { incidentId });
  return incident;
}
