/**
 * Speaking out of cameras: who may, one at a time, on record from the first word to the last.
 *
 * The media node ends a talk that lasts too long or has lost an end, whatever becomes of this; here
 * one ends with the desk that holds it and with the right to it.
 */
import type { Camera } from '../../config/contract/camera.ts';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { Person } from '../../config/contract/person.ts';
import type { AskTalk, OpenedTalk, TalkEnd, TalkState } from '../../config/contract/talk.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { isRefusal } from '../rights/refusal.ts';
import type { HolderOf } from '../rights/rights-watch.ts';
import { requireFree, type Speaker } from './talk.rules.ts';

const log = newLogger('talk');

export type TalkAsker = { person: Person; connectionId: string; address: string; isThere: () => boolean };
export type ScopedTalkState = TalkState & { groupId: string };

type Needs = {
  journal: Journal;
  cameras: Pick<CameraService, 'permitted' | 'watchable'>;
  node: Pick<MediaNode, 'askTalk' | 'openTalk' | 'endTalk'>;
  clock: Clock;
  newId: NewId;
  /** Whoever has more to say presses again. */
  limitMs: number;
};
type Held = { speaker: Speaker; person: Person; camera: Camera; address: string; isOnRecord: boolean };

export class TalkService {
  readonly events = new Emitter<{ changed: [state: ScopedTalkState] }>((thrown) =>
    log.error({ err: thrown }, 'listener failed'),
  );
  readonly #needs: Needs;
  readonly #held = new Map<string, Held>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  states(): ScopedTalkState[] {
    return [...this.#held.values()].filter(({ isOnRecord }) => isOnRecord).map((held) => stateOf(held, null));
  }

  /** Resolves when the camera says that one can. Errors: as of `begin`. */
  async ask(cameraId: string, person: Person): Promise<void> {
    await this.#talkable(cameraId, person);
    await this.#needs.node.askTalk({ cameraId });
  }

  /** Errors: `NOT_ALLOWED`, `CAMERA_NOT_FOUND`, `CAMERA_DISABLED`, `TALK_HELD`, `TALK_NOT_OFFERED`, `TALK_CODEC_NOT_SUPPORTED`, `OFFER_NOT_ACCEPTED`, and the camera's own. */
  async begin({ cameraId, offer }: AskTalk, by: TalkAsker): Promise<OpenedTalk> {
    const { node, newId, limitMs } = this.#needs;
    const camera = await this.#talkable(cameraId, by.person);
    // A desk that left meanwhile would leave what it holds to nobody.
    if (!by.isThere()) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    const before = this.#held.get(cameraId);
    requireFree(before?.speaker, by.connectionId);
    if (before) void this.#end(before, 'released');
    const held = this.#hold(camera, by, newId());
    const { talkId } = held.speaker;
    try {
      const { answer } = await node.openTalk({ talkId, cameraId, offer, limitMs });
      this.#requireHeld(held);
      held.isOnRecord = true;
      await this.#record(held, null, null);
      this.#requireHeld(held);
      this.events.emit('changed', stateOf(held, null));
      return { talkId, answer, limitMs };
    } catch (thrown) {
      await this.#end(held, 'ended');
      throw thrown;
    }
  }

  async release(cameraId: string, connectionId: string): Promise<void> {
    const held = this.#held.get(cameraId);
    if (held?.speaker.connectionId === connectionId) await this.#end(held, 'released');
  }

  /** A desk is gone. */
  async left(connectionId: string): Promise<void> {
    await this.#endThose(({ speaker }) => speaker.connectionId === connectionId, 'deskLost');
  }

  async cameraLost(cameraId: string): Promise<void> {
    await this.#endThose(({ camera }) => camera.id === cameraId, 'cameraLost');
  }

  /** By the node itself. */
  async nodeEnded(talkId: string, why: TalkEnd): Promise<void> {
    await this.#endThose(({ speaker }) => speaker.talkId === talkId, why, { isOver: true });
  }

  /** And with it whatever it carried. */
  async nodeGone(): Promise<void> {
    await this.#endThose(() => true, 'ended', { isOver: true });
  }

  /** Rights changed, or a camera did: whoever may not speak any more is cut off. Never rejects. */
  async recheck(holderOf: HolderOf): Promise<void> {
    for (const held of [...this.#held.values()]) {
      try {
        const person = await holderOf(held.person.id);
        if (!person) throw new AppError('NOT_ALLOWED');
        await this.#talkable(held.camera.id, person);
      } catch (thrown) {
        if (isRefusal(thrown)) await this.#end(held, 'withdrawn');
        else log.error({ err: thrown }, 'right to speak was not looked at again');
      }
    }
  }

  /** Nobody speaks any more. */
  async endAll(): Promise<void> {
    await this.#endThose(() => true, 'ended');
  }

  async #talkable(cameraId: string, person: Person): Promise<Camera> {
    await this.#needs.cameras.permitted(cameraId, person, 'camera.talk');
    return this.#needs.cameras.watchable(cameraId, person);
  }

  #hold(camera: Camera, { person, connectionId, address }: TalkAsker, talkId: string): Held {
    const speaker = { talkId, personId: person.id, name: person.name, sinceMs: this.#needs.clock(), connectionId };
    const held = { speaker, person, camera, address, isOnRecord: false };
    this.#held.set(camera.id, held);
    return held;
  }

  /** It may have been ended while it began. */
  #requireHeld(held: Held): void {
    if (this.#held.get(held.camera.id) !== held) throw new AppError('MEDIA_SESSION_NOT_FOUND');
  }

  async #endThose(which: (held: Held) => boolean, why: TalkEnd, how = { isOver: false }): Promise<void> {
    await Promise.all([...this.#held.values()].filter(which).map((held) => this.#end(held, why, how)));
  }

  /** Never rejects, and ends one talk once. `isOver`: the node has ended it. */
  async #end(held: Held, why: TalkEnd, { isOver } = { isOver: false }): Promise<void> {
    if (this.#held.get(held.camera.id) !== held) return;
    this.#held.delete(held.camera.id);
    const { talkId } = held.speaker;
    const work: Promise<unknown>[] = isOver ? [] : [this.#needs.node.endTalk({ talkId })];
    if (held.isOnRecord) {
      work.push(this.#record(held, why, this.#needs.clock()));
      this.events.emit('changed', stateOf(held, why));
    }
    for (const outcome of await Promise.allSettled(work)) {
      if (outcome.status === 'rejected') {
        log.warn({ talkId, code: toAppError(outcome.reason).code, err: outcome.reason }, 'talk ended badly');
      }
    }
  }

  async #record(
    { speaker: { talkId, sinceMs: startedAtMs }, person, camera: { id: cameraId, groupId }, address }: Held,
    ended: TalkEnd | null,
    endedAtMs: number | null,
  ): Promise<void> {
    const body: JournalBodies['talk'] = { talkId, cameraId, address, startedAtMs, endedAtMs, ended };
    await this.#needs.journal.commit(actorOf(person), async (change) => {
      change.record('talk', cameraId, { action: 'journal.read', cameraGroupId: groupId }, body);
    });
  }
}

function stateOf({ speaker: { connectionId: _, ...speaker }, camera }: Held, ended: TalkEnd | null): ScopedTalkState {
  return {
    cameraId: camera.id,
    groupId: camera.groupId,
    speaker: ended === null ? speaker : null,
    ended,
    talkId: speaker.talkId,
  };
}
