/** Duty over HTTP: one's own, and whom one may see. */
import type { Mount } from '../http/route.ts';
import type { DutyService } from './duty.service.ts';

export function mountDutyRoutes({ route }: Mount, duty: DutyService): void {
  route('GET /api/duty', ({ asker }) => duty.list(asker.person));
  route('POST /api/duty', ({ body, asker }) => duty.set(body.state, asker.person));
  route('POST /api/duty/positions', ({ body, asker }) => duty.share(body, asker.person));
  route('GET /api/duty/trails', ({ query, asker }) => duty.trails(query, asker.person));
}
