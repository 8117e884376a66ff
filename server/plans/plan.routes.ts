/** Plans over HTTP. */
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { PlanService } from './plan.service.ts';

export function mountPlanRoutes({ route }: Mount, plans: PlanService): void {
  route('GET /api/plans', () => plans.list());
  route('POST /api/plans', ({ body, asker }) => plans.add(body, actorOf(asker.person)));
  route('PATCH /api/plans/:planId', ({ param, body, asker }) =>
    plans.change(param('planId'), body, actorOf(asker.person)),
  );
}
