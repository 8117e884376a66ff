/** Evidence of incidents over HTTP: the one body that is neither JSON nor text. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { check } from '../http/check.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { EvidenceService } from './evidence.service.ts';

const Ids = z.object({ evidenceId: z.uuid() });

type Needs = { evidence: EvidenceService; sessions: SessionService };

export function mountEvidenceRoutes({ route, raw }: Mount, { evidence, sessions }: Needs): void {
  route('GET /api/incidents/:incidentId/evidence', ({ param, asker }) =>
    evidence.list(param('incidentId'), asker.person),
  );
  route('POST /api/incidents/:incidentId/evidence/:evidenceId', ({ param, query, request, asker }) => {
    const { evidenceId } = check(Ids, { evidenceId: param('evidenceId').toLowerCase() });
    // What still arrives after a refusal is thrown away as it comes, so that the refusal is read.
    const body = untilAborted(request.iterator({ destroyOnReturn: false }));
    const byteCount = Number(request.headers['content-length'] ?? 0);
    return evidence.add(
      { incidentId: param('incidentId'), evidenceId, what: query },
      { body, byteCount },
      asker.person,
    );
  });
  raw('GET /api/incidents/:incidentId/evidence/:evidenceId', async (request, response) => {
    const { person } = await recognise(sessions, request, 'incident.view');
    const { incidentId, evidenceId } = request.params;
    const wanted = { incidentId: String(incidentId), evidenceId: String(evidenceId).toLowerCase() };
    const { path, evidence: found } = await evidence.file(wanted, person);
    // It never changes; who may see it may.
    response.set('cache-control', 'private, max-age=3600').type(found.contentType);
    await new Promise<void>((resolve, reject) => {
      response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (thrown) =>
        thrown && !response.headersSent ? reject(thrown) : resolve(),
      );
    });
  });
}

async function* untilAborted(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (thrown) {
    throw new AppError('INVALID_REQUEST', { field: '', problem: 'request aborted' }, thrown);
  }
}
