/** Answers one question from outside. Nothing thrown ever crosses the socket. */
import type { z } from 'zod';
import type { Reply } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { check } from '../http/check.ts';
import { asAppError } from '../storage/away.ts';

const log = newLogger('realtime');

export function respond<In, Out>(schema: z.ZodType<In>, work: (input: In) => Promise<Out> | Out) {
  return async (raw: unknown, reply: (reply: Reply<Out>) => void): Promise<void> => {
    if (typeof reply !== 'function') return;
    try {
      reply({ ok: true, value: await work(check(schema, raw)) });
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === 'INTERNAL') log.error({ err: thrown }, 'question failed');
      reply({ ok: false, failure: error.toFailure() });
    }
  };
}
