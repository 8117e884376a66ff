/** Alerts and the shelf over HTTP. */
import type { Clock } from '../../config/kernel/clock.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { Db } from '../storage/schema.ts';
import { readAlarmRate } from './alarm-rate.ts';
import type { AlertService } from './alert.service.ts';
import type { ShelfService } from './shelf.service.ts';

type Needs = {
  alerts: AlertService;
  shelves: ShelfService;
  sessions: SessionService;
  reader: Db;
  clock: Clock;
};

export function mountAlertRoutes({ route, raw }: Mount, { alerts, shelves, sessions, reader, clock }: Needs): void {
  route('GET /api/alerts', ({ asker }) => alerts.list(asker.person));
  route('POST /api/alerts/:alertId/acknowledge', ({ param, asker }) =>
    alerts.acknowledge(param('alertId'), asker.person),
  );
  route('POST /api/alerts/:alertId/close', ({ param, body, asker }) =>
    alerts.close(param('alertId'), body, asker.person),
  );
  route('POST /api/alerts/:alertId/shelve', ({ param, body, asker }) =>
    shelves.shelve(param('alertId'), body, asker.person),
  );
  route('POST /api/alerts/:alertId/unshelve', ({ param, asker }) => shelves.unshelve(param('alertId'), asker.person));
  route('GET /api/alert-shelves', ({ asker }) => shelves.list(asker.person));
  route('DELETE /api/alert-shelves/:shelfId', async ({ param, asker }) => {
    await shelves.endShelf(param('shelfId'), asker.person);
    return {};
  });
  route('GET /api/alert-rate', ({ asker }) => readAlarmRate(reader, asker.person, clock()));
  route('POST /api/alerts/:alertId/incident', ({ param, body, asker }) =>
    alerts.makeIncident(param('alertId'), body, asker.person),
  );

  raw('GET /api/alerts/:alertId/picture', async (request, response) => {
    const { person } = await recognise(sessions, request, 'alert.view');
    const picture = await alerts.picture(String(request.params.alertId), person);
    // An alert keeps the picture it was raised with.
    response.set('cache-control', 'private, max-age=86400, immutable').type('image/jpeg').send(picture);
  });
}
