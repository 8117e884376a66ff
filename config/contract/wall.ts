/** A wall as it is kept and sent: how it is divided, and what is in each slot. */
import { z } from 'zod';

/** `layout` as `client/src/wall/layout.rules.ts` writes it. */
export const WallContent = z.strictObject({
  kind: z.literal('wall'),
  layout: z.string().regex(/^[1-9]x[1-9](~\d\.\d\.\d\.\d)*$/),
  slots: z.array(z.string().max(64).nullable()).max(36),
});
export type WallContent = z.infer<typeof WallContent>;

/** Before a tour's id in a slot that shows the tour. */
export const TOUR_SLOT = 'tour:';
