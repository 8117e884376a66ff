/** One logger for each part of the product. Secrets never reach it; it writes to standard error. */
import { type Logger, pino } from 'pino';

export const rootLogger = pino(
  { base: null, redact: ['password', '*.password', '*.authorization', '*.token'] },
  pino.destination({ fd: 2, sync: true }),
);

export type { Logger };

export function newLogger(part: string): Logger {
  return rootLogger.child({ part });
}
