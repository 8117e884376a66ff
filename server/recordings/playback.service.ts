/** What one finds one's way by in recordings: days that have some, what happened there, where pictures begin. */
import type { Person } from '../../config/contract/person.ts';
import type {
  KeyFrames,
  KeyFramesQuery,
  RecordingDays,
  RecordingDaysQuery,
  RecordingEvents,
  RecordingEventsQuery,
} from '../../config/contract/playback.ts';
import { maySee } from '../../config/contract/rights.ts';
import { daySpan, daysOfMonth } from '../../config/contract/site-day.ts';
import * as alertStore from '../alerts/alert.store.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import type { Db } from '../storage/schema.ts';
import { reachableCamera, reachableCameras } from './reach.ts';
import * as segmentStore from './segment.store.ts';

type Needs = { reader: Db; timeZone: string };

export class PlaybackService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Each day is one look into the index for each camera, however much was recorded. */
  async days({ cameraIds, month }: RecordingDaysQuery, person: Person): Promise<RecordingDays> {
    const { reader, timeZone } = this.#needs;
    const cameras = await reachableCameras(reader, cameraIds.split(','), person);
    const days: RecordingDays = [];
    for (const day of daysOfMonth(month)) {
      const span = daySpan(day, timeZone);
      let cameraCount = 0;
      for (const { id } of cameras) {
        if (await segmentStore.isAnyIn(reader, id, span.fromMs, span.toMs)) cameraCount += 1;
      }
      if (cameraCount > 0) days.push({ day, cameraCount });
    }
    return days;
  }

  async events({ cameraIds, fromMs, toMs }: RecordingEventsQuery, person: Person): Promise<RecordingEvents> {
    const { reader } = this.#needs;
    const ids = (await reachableCameras(reader, cameraIds.split(','), person)).map(({ id }) => id);
    const alerts = await alertStore.ofCameras(reader, ids, fromMs, toMs);
    const incidents = await incidentStore.ofCameras(reader, ids, fromMs, toMs);
    return {
      alerts: alerts.filter(({ scope }) => maySee(person, scope)),
      incidents: incidents.filter(({ scope }) => maySee(person, scope)),
    };
  }

  async keyFrames({ cameraId, fromMs, toMs }: KeyFramesQuery, person: Person): Promise<KeyFrames> {
    const { reader } = this.#needs;
    await reachableCamera(reader, cameraId, person);
    const segments = await segmentStore.inRange(reader, cameraId, fromMs, toMs);
    const all = segments.flatMap(({ keyFrames }) => keyFrames.map(({ atMs }) => atMs));
    return { atMs: all.filter((atMs) => atMs < toMs) };
  }
}
