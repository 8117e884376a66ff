/** Who is on this phone: asked of the server, or, without signal, whoever was last. */
import type { Session } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { queryClient } from '../app/query-client.ts';
import { SESSION_KEY } from '../session/session.ts';
import { forgetSession, keepSession, keptSession } from './field-db.ts';

const PATIENCE_MS = 5_000;

export async function readFieldSession(): Promise<Session> {
  const session = await askedOrKept();
  queryClient.setQueryData(SESSION_KEY, session);
  return session;
}

async function askedOrKept(): Promise<Session> {
  try {
    const session = await api('GET /api/session', { signal: AbortSignal.timeout(PATIENCE_MS) });
    await keepSession(session);
    return session;
  } catch (thrown) {
    if (failureOf(thrown).code !== 'SERVER_AWAY') {
      await forgetSession();
      throw thrown;
    }
    const kept = await keptSession();
    if (!kept) throw thrown;
    return kept;
  }
}
