/** People and their accounts, for those who may manage them. */

import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { PersonService } from './person.service.ts';

export function mountPersonRoutes({ route }: Mount, people: PersonService): void {
  route('GET /api/people', () => people.list());
  route('POST /api/people', ({ body, asker }) => people.add(body, actorOf(asker.person)));
  route('PATCH /api/people/:personId', ({ body, param, asker }) =>
    people.change(param('personId'), body, asker.person),
  );
  route('POST /api/people/:personId/end-sessions', async ({ param, asker }) => {
    await people.endSessions(param('personId'), asker.person);
    return {};
  });
}
