/** Units over HTTP. */
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { UnitService } from './unit.service.ts';

export function mountUnitRoutes({ route }: Mount, units: UnitService): void {
  route('GET /api/units', () => units.list());
  route('POST /api/units', ({ body, asker }) => units.add(body, actorOf(asker.person)));
  route('PATCH /api/units/:unitId', ({ param, body, asker }) =>
    units.change(param('unitId'), body, actorOf(asker.person)),
  );
}
