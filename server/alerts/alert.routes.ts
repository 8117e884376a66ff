/** Alerts over HTTP. */
import type { SessionService } from '../accounts/session.service.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { AlertService } from './alert.service.ts';

export function mountAlertRoutes({ route, raw }: Mount, alerts: AlertService, sessions: SessionService): void {
  route('GET /api/alerts', ({ asker }) => alerts.list(asker.person));
  route('POST /api/alerts/:alertId/acknowledge', ({ param, asker }) =>
    alerts.acknowledge(param('alertId'), asker.person),
  );
  route('POST /api/alerts/:alertId/close', ({ param, body, asker }) =>
    alerts.close(param('alertId'), body, asker.person),
  );
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
