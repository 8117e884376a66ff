/** Grids over HTTP. */

import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { GridService } from './grid.service.ts';
import type { GridMemberService } from './grid-member.service.ts';
import type { GridImportService } from './import/grid-import.service.ts';

type Needs = { grids: GridService; members: GridMemberService; imports: GridImportService };

export function mountGridRoutes({ route }: Mount, { grids, members, imports }: Needs): void {
  route('GET /api/grids', ({ query }) => grids.list(query.atMs));
  route('POST /api/grids', ({ body, asker }) => grids.add(body, actorOf(asker.person)));
  route('POST /api/grids/check', ({ body }) => grids.check(body));
  route('PATCH /api/grids/:gridId', ({ body, asker, param }) =>
    grids.change(param('gridId'), body, actorOf(asker.person)),
  );
  route('POST /api/grids/:gridId/end', ({ asker, param }) => grids.end(param('gridId'), actorOf(asker.person)));
  route('GET /api/grids/:gridId/history', ({ param }) => grids.history(param('gridId')));
  route('POST /api/grid-imports/preview', ({ body }) => imports.preview(body));
  route('POST /api/grid-imports', ({ body, asker }) => imports.take(body, actorOf(asker.person)));
  route('GET /api/communities', () => grids.communities());

  route('GET /api/grid-members', () => members.members());
  route('GET /api/grid-candidates', () => members.candidates());
  route('POST /api/grids/:gridId/members', ({ body, asker, param }) =>
    members.put(param('gridId'), body, actorOf(asker.person)),
  );
  route('DELETE /api/grids/:gridId/members/:personId', ({ asker, param }) =>
    members.remove(param('gridId'), param('personId'), actorOf(asker.person)),
  );
  route('GET /api/grids/:gridId/volunteers', ({ param }) => members.volunteers(param('gridId')));
  route('POST /api/grids/:gridId/volunteers', ({ body, asker, param }) =>
    members.addVolunteer(param('gridId'), body, actorOf(asker.person)),
  );
  route('DELETE /api/grid-volunteers/:volunteerId', async ({ asker, param }) => {
    await members.removeVolunteer(param('volunteerId'), actorOf(asker.person));
    return {};
  });
  route('POST /api/grid-volunteers/:volunteerId/phone', ({ asker, param }) =>
    members.phoneOf(param('volunteerId'), actorOf(asker.person)),
  );
}
