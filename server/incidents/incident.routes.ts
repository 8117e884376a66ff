/** Incidents over HTTP. */
import { colleaguesAmong } from '../accounts/person.rules.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Mount } from '../http/route.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import type { Db } from '../storage/schema.ts';
import type { IncidentService } from './incident.service.ts';
import { incidentLog } from './incident-log.ts';
import { incidentPoints } from './incident-points.ts';
import { endedIncidents } from './incident-search.ts';

type Needs = { incidents: IncidentService; notices: NoticeService; reader: Db };

export function mountIncidentRoutes({ route }: Mount, { incidents, notices, reader }: Needs): void {
  route('GET /api/incidents', ({ asker }) => incidents.list(asker.person));
  route('POST /api/incidents', ({ body, asker }) => incidents.report(body, asker.person));
  route('GET /api/incidents/points', ({ query, asker }) => incidentPoints(reader, query, asker));
  route('GET /api/incidents/similar', ({ query, asker }) => incidents.similar(query, asker.person));
  route('GET /api/incidents/ended', ({ query, asker }) => endedIncidents(reader, query, asker));
  route('GET /api/incidents/:incidentId', ({ param, query, asker }) =>
    incidents.find(param('incidentId'), asker.person, query.atMs),
  );
  route('GET /api/colleagues', async () => colleaguesAmong(await personStore.all(reader)));
  route('POST /api/incidents/:incidentId/acts', ({ param, body, asker }) =>
    incidents.act(param('incidentId'), body, asker.person),
  );
  route('GET /api/incidents/:incidentId/log', async ({ param, asker }) => {
    const { id } = await incidents.find(param('incidentId'), asker.person);
    return incidentLog(reader, id, await notices.ofIncident(id));
  });
}
