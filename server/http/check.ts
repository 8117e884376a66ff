/** Checks what came from outside against its schema; what does not fit is refused by field and problem. */
import type { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';

export function check<Out>(schema: z.ZodType<Out>, raw: unknown): Out {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String) ?? [];
  const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  throw new AppError('INVALID_REQUEST', {
    field: [...path, ...unknownKeys.slice(0, 1)].join('.'),
    problem: issue?.message ?? '',
  });
}
