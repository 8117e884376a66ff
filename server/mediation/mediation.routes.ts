/** Mediations over HTTP. */
import type { Mount } from '../http/route.ts';
import type { MediationService } from './mediation.service.ts';

export function mountMediationRoutes({ route }: Mount, mediations: MediationService): void {
  route('GET /api/incidents/:incidentId/mediation', ({ param, asker }) =>
    mediations.view(param('incidentId'), asker.person),
  );
  route('POST /api/incidents/:incidentId/mediation', ({ param, body, asker }) =>
    mediations.act(param('incidentId'), body, asker.person),
  );
  route('POST /api/incidents/:incidentId/mediation/open', ({ param, body, asker }) =>
    mediations.open(param('incidentId'), body.reason, asker.person),
  );
}
