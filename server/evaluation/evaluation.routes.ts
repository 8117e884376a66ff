/** Evaluation over HTTP, and as a workbook. */
import { AppError } from '../../config/contract/errors.ts';
import { PeriodQuery } from '../../config/contract/period.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { check } from '../http/check.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { EvaluationService } from './evaluation.service.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function mountEvaluationRoutes(
  { route, raw }: Mount,
  evaluation: EvaluationService,
  sessions: SessionService,
): void {
  route('GET /api/evaluation', ({ query, asker }) => evaluation.report(query, asker.person));
  route('GET /api/evaluation/cases', ({ query, asker }) => evaluation.cases(query, asker.person));
  route('GET /api/today', () => evaluation.today());
  raw('GET /api/evaluation-sheets/:name', async (request, response) => {
    const { person } = await recognise(sessions, request, 'evaluation.view');
    if (request.params.name !== 'evaluation.xlsx') throw new AppError('NOT_FOUND');
    const bytes = await evaluation.sheet(check(PeriodQuery, request.query), person);
    response.set('cache-control', 'no-store').type(XLSX).send(Buffer.from(bytes));
  });
}
