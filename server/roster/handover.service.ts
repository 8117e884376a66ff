/** Hand-overs of the command room: written by the shift that leaves, signed by both, and told of when nobody signs. */
import { AppError } from '../../config/contract/errors.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { DoHandover, Handover, HandoverView, Shift } from '../../config/contract/roster.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { AlertService } from '../alerts/alert.service.ts';
import * as alertStore from '../alerts/alert.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import { actorOf, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import {
  actsOf,
  handedOn,
  handoverScope,
  handoverState,
  LATE_AFTER_MS,
  LATE_FOR_MS,
  latestLate,
  NOTHING_WRITTEN,
  signableAtMs,
} from './handover.rules.ts';
import * as handoverStore from './handover.store.ts';
import { freezeOpen, shownTo } from './handover-open.ts';
import * as shiftStore from './shift.store.ts';

type Needs = { journal: Journal; reader: Db; clock: Clock; health: HealthBoard; alerts: AlertService };
type Found = { shift: Shift; next: Shift | null; handover: Handover | undefined };

export class HandoverService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Errors: SHIFT_NOT_FOUND. */
  async view(shiftId: string, asker: RightsHolder): Promise<HandoverView> {
    const { reader, clock, health } = this.#needs;
    const found = await visible(reader, shiftId, asker);
    const { shift, next, handover } = found;
    const open = handover?.open ?? (await freezeOpen(reader, { shift, health, nowMs: clock() }));
    const { version, words, handedOver, takenOver, sentBack } = handover ?? NOTHING_WRITTEN;
    return {
      ...{ shift, next, version, words, handedOver, takenOver, sentBack },
      state: handoverState(handover),
      open: await shownTo(reader, open, asker),
      acts: actsOf(asker, found, handover),
      signableAtMs: signableAtMs(shift),
    };
  }

  /** Errors: SHIFT_NOT_FOUND, NOT_ALLOWED, HANDOVER_CHANGED, HANDOVER_CANNOT_MOVE, HANDOVER_TOO_EARLY, HANDOVER_SAME_PERSON. */
  async act(shiftId: string, act: DoHandover, by: RightsHolder): Promise<HandoverView> {
    const { journal, health } = this.#needs;
    await journal.commit(actorOf(by), async (change) => {
      const { db, nowMs } = change;
      const found = await visible(db, shiftId, by);
      const { shift, handover } = found;
      const signer = { personId: by.id, name: by.name };
      const open = act.act === 'handOver' ? await freezeOpen(db, { shift, health, nowMs }) : null;
      const after = handedOn(handover, act, { shift, by: signer, nowMs, open });
      if (!actsOf(by, found, handover).includes(act.act))
        throw new AppError('NOT_ALLOWED', { action: 'handover.view' });
      await handoverStore.save(db, after);
      change.record('handover', shiftId, handoverScope(found), after);
    });
    await this.look();
    return this.view(shiftId, by);
  }

  /** Tells of a shift that ended unsigned, once; and that all is signed again. */
  async look(): Promise<void> {
    const { journal, reader, clock, alerts } = this.#needs;
    const nowMs = clock();
    const range = { fromMs: nowMs - LATE_FOR_MS, toMs: nowMs - LATE_AFTER_MS };
    const ended = await shiftStore.ofRoomEndedIn(reader, range);
    const ids = ended.map(({ id }) => id);
    const states = await handoverStore.statesOf(reader, ids);
    const late = latestLate(ended, states, nowMs);
    if (!late) return this.#recover();
    if ((await handoverStore.wereTold(reader, ids)).has(late.id)) return;
    await alerts.reportFault({
      ...{ kind: 'handoverUnsigned', level: 'warning', cameraId: null },
      cause: {
        code: 'HANDOVER_UNSIGNED',
        detail: { shift: late.name, endedAtMs: late.toMs, leader: late.leader.name },
      },
    });
    await journal.commit(SYSTEM, ({ db }) => handoverStore.rememberTold(db, late.id, nowMs));
  }

  async #recover(): Promise<void> {
    const { reader, alerts } = this.#needs;
    const open = await alertStore.findOpen(reader, null, 'handoverUnsigned');
    if (open?.recoveredAtMs === null) await alerts.recoverFault({ kind: 'handoverUnsigned', cameraId: null });
  }
}

/** For whoever may read it; to anybody else there is none, and a unit's shift has none. */
async function visible(db: Db, shiftId: string, asker: RightsHolder): Promise<Found> {
  const shift = await shiftStore.find(db, shiftId);
  if (!shift || shift.unitId !== null) throw new AppError('SHIFT_NOT_FOUND', { shiftId });
  const next = (await shiftStore.ofRoomAfter(db, shift)) ?? null;
  if (!maySee(asker, handoverScope({ shift, next }))) throw new AppError('SHIFT_NOT_FOUND', { shiftId });
  return { shift, next, handover: await handoverStore.find(db, shiftId) };
}
