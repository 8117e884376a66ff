/** What the board shows is in its address: the filters, and the incident that is open. */
import { z } from 'zod';
import { MatterLevel } from '../../../config/contract/matter.ts';

const text = z.string().optional().catch(undefined);

export const BoardSearch = z.object({
  incident: text,
  unit: text,
  community: text,
  level: MatterLevel.optional().catch(undefined),
  overdue: z.literal(true).optional().catch(undefined),
});
export type BoardSearch = z.infer<typeof BoardSearch>;
