/**
 * Writes a month of made-up history into a data folder that has none: every step by the
 * real services, at its own moment, in order. What is planned for later than now is left out.
 */
import { AppError } from '../../../config/contract/errors.ts';
import { isInPolygon } from '../../../config/contract/grid-shape.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import * as alertStore from '../../alerts/alert.store.ts';
import * as incidentStore from '../../incidents/incident.store.ts';
import { deskAt } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type HandoverStep, planHandovers } from './handovers.ts';
import type { HistorySite } from './history-site.ts';
import type { MovableClock } from './movable-clock.ts';
import {
  MATTER_OF_ALERT,
  type Planned,
  type PlannedAlert,
  type PlannedFault,
  type PlannedReport,
  reportOf,
  titleOf,
} from './plan.ts';
import { hourOf } from './site-hours.ts';
import { type Story, type StoryKind, tell } from './stories.ts';
import { Timeline } from './timeline.ts';

type Work = () => Promise<void>;
type Needs = {
  site: HistorySite;
  clock: MovableClock;
  plan: readonly Planned[];
  untilMs: number;
  timeZone: string;
  seed: number;
};

export type Written = { incidentCount: number; alertCount: number; stepCount: number; cutShort: string[] };

export async function writeHistory(needs: Needs): Promise<Written> {
  const writer = new HistoryWriter(needs);
  return writer.write();
}

class HistoryWriter {
  readonly #site: HistorySite;
  readonly #clock: MovableClock;
  readonly #needs: Needs;
  readonly #timeline = new Timeline<Work>();
  /** By the key of the report. */
  readonly #told = new Map<string, string>();
  readonly #readers = new Set<string>();
  readonly #chance: Chance;
  readonly #written: Written = { incidentCount: 0, alertCount: 0, stepCount: 0, cutShort: [] };

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#site = needs.site;
    this.#clock = needs.clock;
    this.#chance = chanceOf(needs.seed, 'notices');
  }

  async write(): Promise<Written> {
    const { plan, untilMs } = this.#needs;
    const stop = this.#site.journal.events.on('committed', (entry) => {
      if (entry.kind === 'notice' && entry.body.readAtMs === null) this.#willRead(entry.body.to.personId);
    });
    try {
      for (const planned of plan) this.#timeline.add(planned.atMs, () => this.#begin(planned));
      for (const step of planHandovers(this.#site.shiftsOfRoom, this.#needs.seed)) {
        this.#timeline.add(step.atMs, () => this.#handOver(step));
      }
      for (let next = this.#timeline.takeUntil(untilMs); next; next = this.#timeline.takeUntil(untilMs)) {
        await this.#letClocksSpeak(next.atMs);
        this.#clock.moveTo(next.atMs);
        await next.what();
        this.#written.stepCount += 1;
      }
      await this.#letClocksSpeak(untilMs);
      this.#clock.moveTo(untilMs);
    } finally {
      stop();
    }
    for (const person of this.#site.everybody.values()) await this.#site.notices.readAll(person);
    return this.#written;
  }

  /** What clocks and unread notices have to say up to that moment, each when its time has come. */
  async #letClocksSpeak(untilMs: number): Promise<void> {
    const { incidents, notices, reader } = this.#site;
    for (;;) {
      const clockMs = (await incidentStore.nextDueAtMs(reader)) ?? Infinity;
      const unreadMs = (await notices.nextUnreadAtMs()) ?? Infinity;
      const nextMs = Math.min(clockMs, unreadMs);
      if (nextMs > untilMs) return;
      this.#clock.moveTo(nextMs);
      if (clockMs <= this.#clock()) await incidents.tickClocks();
      if (unreadMs <= this.#clock()) await notices.escalateUnread();
    }
  }

  #begin(planned: Planned): Promise<void> {
    if (planned.what === 'report') return this.#report(planned);
    return planned.what === 'alert' ? this.#alert(planned) : this.#fault(planned);
  }

  async #report(plan: PlannedReport): Promise<void> {
    const gridId = this.#gridAt(plan.position);
    const account = plan.by === 'walker' ? (this.#site.walkerOf(gridId) ?? this.#desk()) : plan.by;
    const incident = await this.#site.incidents.report(reportOf(plan), this.#site.person(account));
    this.#told.set(plan.key, incident.id);
    await this.#carry(incident, plan);
  }

  async #carry(
    incident: Incident,
    {
      kind,
      chance,
      matterName,
      tellsOf,
    }: { kind: StoryKind; chance: Chance; matterName: string; tellsOf: string | null },
  ): Promise<void> {
    this.#written.incidentCount += 1;
    const originalId = tellsOf === null ? undefined : this.#told.get(tellsOf);
    const original = originalId === undefined ? undefined : () => incidentStore.find(this.#site.reader, originalId);
    const scene = {
      ...{ kind, chance, timeZone: this.#needs.timeZone, matter: this.#site.matter(matterName) },
      original: await original?.(),
      unitId: this.#site.unitId,
      personId: (account: string) => this.#site.person(account).id,
      walkerOf: this.#site.walkerOf,
    };
    this.#goOn(tell(scene, incident), incident);
  }

  /** The story's next step, and after it the one after. */
  #goOn(story: Story, incident: Incident): void {
    const { done, value: step } = story.next(incident);
    if (done || !step) return;
    this.#timeline.add(step.atMs, async () => {
      try {
        this.#goOn(story, await this.#site.incidents.act(incident.id, step.act, this.#site.person(step.by)));
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        this.#written.cutShort.push(`${incident.number} ${step.act.act}: ${thrown.message}`);
      }
    });
  }

  async #alert({ cameraName, detection: kind, level, answer, atMs, chance, key }: PlannedAlert): Promise<void> {
    const { alerts, reader } = this.#site;
    const cameraId = this.#site.cameraId(cameraName);
    const region = { x: 0.3 + chance.next() * 0.2, y: 0.4, width: 0.15, height: 0.25 };
    await alerts.report({ detectionId: `demo-${key}`, cameraId, kind, level, atMs, region, picture: null });
    const alert = await alertStore.findOpen(reader, cameraId, kind);
    if (!alert) return;
    this.#written.alertCount += 1;
    const ackMs = atMs + chance.minutes(0.3, 4);
    this.#timeline.add(ackMs, async () => {
      const seen = await alertStore.find(reader, alert.id);
      if (seen?.state === 'new') await alerts.acknowledge(alert.id, this.#site.person(this.#desk()));
    });
    this.#timeline.add(ackMs + chance.minutes(0.5, 8), async () => {
      const seen = await alertStore.find(reader, alert.id);
      if (seen?.state !== 'acknowledged') return;
      const person = this.#site.person(this.#desk());
      if (answer !== 'incident') {
        await alerts.close(alert.id, { result: answer, note: '演示数据' }, person);
        return;
      }
      const matterName = MATTER_OF_ALERT[kind];
      const title = titleOf(matterName, cameraName.slice(3));
      const incident = await alerts.makeIncident(
        alert.id,
        { title, description: '演示数据：由视频告警转来。' },
        person,
      );
      await this.#carry(incident, { kind: chance.isSo(0.15) ? 'settled' : 'plain', chance, matterName, tellsOf: null });
    });
  }

  async #fault({ cameraName, lastsMs, chance, atMs }: PlannedFault): Promise<void> {
    const { alerts, reader, health } = this.#site;
    const fault = { kind: 'cameraOffline', cameraId: this.#site.cameraId(cameraName) } as const;
    const cause = { code: 'CAMERA_UNREACHABLE', detail: {} } as const;
    await alerts.reportFault({ ...fault, level: 'warning', cause });
    const { cameraId } = fault;
    health.take([{ ...health.of({ id: cameraId, disabled: false }), state: 'offline', sinceMs: atMs, cause }]);
    this.#timeline.add(atMs + lastsMs, async () => {
      await alerts.recoverFault(fault);
      health.forget(cameraId);
      const alert = await alertStore.findOpen(reader, fault.cameraId, fault.kind);
      if (!alert) return;
      this.#timeline.add(this.#clock() + chance.minutes(1, 30), async () => {
        const seen = await alertStore.find(reader, alert.id);
        if (!seen || seen.state === 'closed' || seen.recoveredAtMs === null) return;
        await alerts.close(alert.id, { result: 'confirmed', note: '设备已恢复' }, this.#site.person(this.#desk()));
      });
    });
  }

  async #handOver({ shiftId, personId, act }: HandoverStep): Promise<void> {
    const { handovers, alerts, reader, everybody } = this.#site;
    const late = await alertStore.findOpen(reader, null, 'handoverUnsigned');
    const account = [...everybody.values()].find(({ id }) => id === personId)?.account ?? '';
    if (act === null) await handovers.look();
    else await handovers.act(shiftId, act, this.#site.person(account));
    const signed = late && (await alertStore.find(reader, late.id));
    if (!signed || signed.recoveredAtMs === null) return;
    await alerts.close(signed.id, { result: 'confirmed', note: '已补签' }, this.#site.person(this.#desk()));
  }

  /** Whoever has something new looks at it soon; now and then too late. */
  #willRead(personId: string): void {
    if (this.#readers.has(personId)) return;
    this.#readers.add(personId);
    const soonMs = this.#chance.isSo(0.02) ? this.#chance.minutes(11, 30) : this.#chance.minutes(1, 8);
    this.#timeline.add(this.#clock() + soonMs, async () => {
      this.#readers.delete(personId);
      const person = [...this.#site.everybody.values()].find(({ id }) => id === personId);
      if (person) await this.#site.notices.readAll(person);
    });
  }

  #gridAt(position: Position): string | null {
    const grid = this.#site.grids.find(({ kind, rings }) => kind === 'base' && isInPolygon(position, rings));
    return grid?.id ?? null;
  }

  #desk(): string {
    const { timeZone } = this.#needs;
    return deskAt(dayOf(this.#clock(), timeZone), hourOf(this.#clock(), timeZone));
  }
}
