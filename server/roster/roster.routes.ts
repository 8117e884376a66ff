/** The roster and its hand-overs over HTTP. */
import type { Mount } from '../http/route.ts';
import type { HandoverService } from './handover.service.ts';
import type { RosterService } from './roster.service.ts';

type Parts = { roster: RosterService; handovers: HandoverService };

export function mountRosterRoutes({ route }: Mount, { roster, handovers }: Parts): void {
  route('GET /api/roster', async ({ query, asker }) => ({ shifts: await roster.list(query, asker.person) }));
  route('GET /api/roster/people', ({ asker }) => roster.people(asker.person));
  route('POST /api/roster/shifts', ({ body, asker }) => roster.add(body.shifts, asker.person));
  route('PATCH /api/roster/shifts/:shiftId', ({ param, body, asker }) =>
    roster.change(param('shiftId'), body, asker.person),
  );
  route('DELETE /api/roster/shifts/:shiftId', async ({ param, query, asker }) => {
    await roster.remove(param('shiftId'), query.version, asker.person);
    return {};
  });
  route('GET /api/roster/shifts/:shiftId/handover', ({ param, asker }) =>
    handovers.view(param('shiftId'), asker.person),
  );
  route('POST /api/roster/shifts/:shiftId/handover', ({ param, body, asker }) =>
    handovers.act(param('shiftId'), body, asker.person),
  );
}
