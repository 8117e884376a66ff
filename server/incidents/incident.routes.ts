/** Incidents over HTTP. */
import type { Mount } from '../http/route.ts';
import type { IncidentService } from './incident.service.ts';

export function mountIncidentRoutes({ route }: Mount, incidents: IncidentService): void {
  route('GET /api/incidents', ({ asker }) => incidents.list(asker.person));
  route('POST /api/incidents', ({ body, asker }) => incidents.report(body, asker.person));
  route('POST /api/incidents/:incidentId/close', ({ param, body, asker }) =>
    incidents.close(param('incidentId'), body, asker.person),
  );
}
