/** What went wrong, as whoever asked is told of it: a database that is away has a code of its own. */
import { AppError, toAppError } from '../../config/contract/errors.ts';
import { isDatabaseAway } from './postgresql.ts';

export function asAppError(thrown: unknown): AppError {
  return isDatabaseAway(thrown) ? new AppError('DATABASE_AWAY', {}, thrown) : toAppError(thrown);
}
