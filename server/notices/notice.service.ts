/** Notices: made in the change they tell of, delivered, read; and told on when nobody reads them. */
import { AppError } from '../../config/contract/errors.ts';
import type { Incident } from '../../config/contract/incident.ts';
import type { Notice, NoticeChannel } from '../../config/contract/notice.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Settings } from '../../config/settings/settings.ts';
import * as personStore from '../accounts/person.store.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import type { Told } from '../incidents/incident-notices.rules.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import { confined, delivered, isHeeded, newNotice, peopleOf, read } from './notice.rules.ts';
import * as noticeStore from './notice.store.ts';
import * as outbox from './webhook-outbox.store.ts';

const READ_SHOWN = 100;

type Needs = { journal: Journal; reader: Db; clock: Clock; newId: NewId; settings: Settings['notices'] };

export class NoticeService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #settings: Settings['notices'];

  constructor({ journal, reader, clock, newId, settings }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#clock = clock;
    this.#newId = newId;
    this.#settings = settings;
  }

  list(person: Person): Promise<Notice[]> {
    return currentNotices(this.#reader, person, READ_SHOWN);
  }

  /** Who was told of an incident, and whether they read it: for whoever sees the incident. */
  ofIncident(incidentId: string): Promise<Notice[]> {
    return noticeStore.ofIncident(this.#reader, incidentId);
  }

  /**
   * Inside the change that moves the incident. Whoever did it needs no telling, and nobody
   * is told of what they may not see: a notice carries the incident's title and words.
   */
  async tell(change: Change, incident: Incident, told: readonly Told[], byPersonId: string | null): Promise<void> {
    if (told.length === 0) return;
    const people = await personStore.all(change.db);
    const units = await unitStore.all(change.db);
    const headOf = (unitId: string) => units.find(({ id }) => id === unitId)?.headId ?? null;
    for (const each of told) {
      const to = peopleOf(each.audience, people, headOf).filter((person) => maySee(person, incident.scope));
      const others = to.filter(({ id }) => id !== byPersonId);
      for (const person of others) await this.#keepNew(change, each, incident, person);
      if (to.length > 0 || each.audience.to === 'desk') continue;
      const about =
        each.audience.to === 'unit' || each.audience.to === 'head' ? nameOf(units, each.audience.unitId) : '';
      const desk = peopleOf({ to: 'desk' }, people, headOf);
      for (const person of desk.filter((each) => maySee(each, incident.scope))) {
        await this.#keepNew(
          change,
          { kind: 'nobody', audience: { to: 'desk' }, about, mustBeRead: false },
          incident,
          person,
        );
      }
    }
  }

  /** Inside the change of a case that is, or was, confidential: it is told of to those who may see it. */
  async confine(change: Change, incident: Incident): Promise<void> {
    const people = await personStore.all(change.db);
    for (const notice of await noticeStore.ofIncident(change.db, incident.id)) {
      const to = people.find(({ id }) => id === notice.to.personId);
      const now = confined(notice, !incident.confidential || (to !== undefined && maySee(to, incident.scope)));
      if (now !== notice) await keep(change, now);
    }
  }

  read(noticeId: string, by: Person): Promise<Notice> {
    return this.#change(noticeId, by, read);
  }

  /** All that waits for somebody, as looked at on the console. */
  async readAll(by: Person): Promise<void> {
    await this.#journal.commit(actorOf(by), async (change) => {
      const notices = await currentNotices(change.db, by, 0);
      for (const notice of notices) await keep(change, read(delivered(notice, 'console', change.nowMs), change.nowMs));
    });
  }

  async delivered(noticeIds: readonly string[], channel: NoticeChannel, by: Person): Promise<void> {
    await this.#journal.commit(actorOf(by), async (change) => {
      for (const noticeId of noticeIds) {
        const notice = await noticeStore.find(change.db, noticeId);
        if (!notice || !maySee(by, notice.scope)) continue;
        const now = delivered(notice, channel, change.nowMs);
        if (JSON.stringify(now) !== JSON.stringify(notice)) await keep(change, now);
      }
    });
  }

  /** When the next notice goes up for being unread; null where none does. */
  nextUnreadAtMs(): Promise<number | null> {
    return noticeStore.nextUnreadAtMs(this.#reader);
  }

  async isAnyUnreadPast(): Promise<boolean> {
    const nextMs = await this.nextUnreadAtMs();
    return nextMs !== null && nextMs <= this.#clock();
  }

  /** Of those nobody read in time, the unit's head or whoever leads is told. */
  async escalateUnread(): Promise<void> {
    await this.#journal.commit(SYSTEM, async (change) => {
      const unread = await noticeStore.unreadPast(change.db, change.nowMs);
      if (unread.length === 0) return;
      const people = await personStore.all(change.db);
      const units = await unitStore.all(change.db);
      for (const notice of unread) {
        const unitId = people.find(({ id }) => id === notice.to.personId)?.unitId ?? null;
        const incident = await incidentStore.find(change.db, notice.incidentId);
        const told = await noticeStore.ofIncident(change.db, notice.incidentId);
        if (isHeeded(notice, { told, incident, unitId })) {
          await keep(change, { ...notice, readDueAtMs: null });
          continue;
        }
        await keep(change, { ...notice, escalatedAtMs: change.nowMs });
        const headId = units.find(({ id }) => id === unitId)?.headId ?? null;
        const audience =
          headId !== null && headId !== notice.to.personId
            ? ({ to: 'people', personIds: [headId] } as const)
            : ({ to: 'supervisors' } as const);
        const unread = { kind: 'unread', audience, about: notice.to.name, mustBeRead: false } as const;
        if (incident) await this.tell(change, incident, [unread], null);
      }
    });
  }

  async #keepNew(change: Change, told: Told, incident: Incident, to: Person): Promise<void> {
    const { readWithinMs, webhookUrl, webhookAfterMs } = this.#settings;
    const isSentOn = webhookUrl !== '' && told.mustBeRead;
    const { nowMs } = change;
    const notice = await keep(
      change,
      newNotice(told, incident, to, { id: this.#newId(), nowMs, readWithinMs, isSentOn }),
    );
    if (isSentOn) await outbox.put(change.db, { noticeId: notice.id, nextAtMs: nowMs + webhookAfterMs, tries: 0 });
  }

  #change(noticeId: string, by: Person, work: (notice: Notice, nowMs: number) => Notice): Promise<Notice> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const notice = await noticeStore.find(change.db, noticeId);
      if (!notice || !maySee(by, notice.scope)) throw new AppError('NOTICE_NOT_FOUND', { noticeId });
      const now = work(notice, change.nowMs);
      return now === notice ? notice : keep(change, now);
    });
  }
}

/** A person's, as `ofPerson`, less what tells of cases that they may see no more. */
export async function currentNotices(db: Db, person: Person, readCount: number): Promise<Notice[]> {
  const notices = await noticeStore.ofPerson(db, person.id, readCount);
  return notices.filter(({ scope }) => maySee(person, scope));
}

async function keep(change: Change, notice: Notice): Promise<Notice> {
  await noticeStore.save(change.db, notice);
  change.record('notice', notice.id, notice.scope, notice);
  return notice;
}

function nameOf(units: readonly { id: string; name: string }[], unitId: string): string {
  return units.find(({ id }) => id === unitId)?.name ?? '';
}
