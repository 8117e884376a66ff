/** Report points for those who set them up; their signs, reports and receipts for everybody. */
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { CitizenService } from './citizen.service.ts';

export function mountCitizenRoutes({ route }: Mount, citizens: CitizenService, site: { name: string }): void {
  route('GET /api/report-points', () => citizens.points());
  route('POST /api/report-points', ({ body, asker }) => citizens.addPoint(body, actorOf(asker.person)));
  route('PATCH /api/report-points/:pointId', ({ param, body, asker }) =>
    citizens.changePoint(param('pointId'), body, actorOf(asker.person)),
  );
  route('GET /api/citizen/signs/:code', async ({ param }) => {
    const { name } = await citizens.place(param('code'));
    return { name, site: site.name };
  });
  route('POST /api/citizen/signs/:code/reports', ({ param, body, address }) =>
    citizens.report(param('code'), body, address),
  );
  route('GET /api/citizen/receipts/:receipt', ({ param }) => citizens.progress(param('receipt')));
}
