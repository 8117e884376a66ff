/** Signing in, signing out, the own password. */
import type { Session } from '../../config/contract/person.ts';
import { clearSessionCookie, setSessionCookie } from '../http/cookie.ts';
import type { Mount } from '../http/route.ts';
import type { PersonService } from './person.service.ts';
import type { Asker, SessionService } from './session.service.ts';

type Needs = {
  sessions: SessionService;
  people: PersonService;
  site: Session['site'];
  sessionMaxMs: number;
  idleSignOutMs: number;
  secure: boolean;
};

export function mountSessionRoutes({ route }: Mount, needs: Needs): void {
  const { sessions, people, site, sessionMaxMs, secure } = needs;
  const describe = ({ person, wall }: Asker): Session => ({
    person,
    wall,
    idleSignOutMs: wall ? null : needs.idleSignOutMs,
    site,
  });

  route('POST /api/session', async ({ body, address, response }) => {
    const { token, asker } = await sessions.signIn(body, address);
    setSessionCookie(response, token, { maxMs: sessionMaxMs, secure });
    return describe(asker);
  });
  route('GET /api/session', ({ asker }) => describe(asker));
  route('DELETE /api/session', async ({ asker, response }) => {
    await sessions.signOut(asker);
    clearSessionCookie(response, secure);
    return {};
  });
  route('POST /api/session/password', async ({ body, asker }) => {
    await people.changePassword(body, asker);
    return {};
  });
}
