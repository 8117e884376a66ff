/** What a grid was, from when to when; and what is asked about a shape before it is kept. */
import { z } from 'zod';
import { Grid, Rings } from './place.ts';

export const GridVersion = z.object({
  version: z.int(),
  fromMs: z.int(),
  /** Null for what is in force. */
  toMs: z.int().nullable(),
  by: z.string(),
  /** What is other than in the version before; all of it in the first. */
  changed: z.array(z.enum(['code', 'name', 'community', 'rings', 'line', 'baseGridIds', 'endedAtMs'])),
  grid: Grid,
});
export type GridVersion = z.infer<typeof GridVersion>;

/** Without a moment: as it stands. */
export const GridsQuery = z.object({ atMs: z.coerce.number().int().min(0).optional() });

/** A shape that is being drawn; `gridId` is the grid it would be the boundary of. */
export const CheckShape = z.strictObject({
  gridId: z.string().nullable(),
  community: z.string().trim().max(60),
  rings: Rings,
});
export type CheckShape = z.infer<typeof CheckShape>;

export const ShapeProblemCode = z.enum(['open', 'tooSmall', 'selfCrossing', 'overlap', 'outsideCommunity', 'gap']);
export type ShapeProblemCode = z.infer<typeof ShapeProblemCode>;

export const ShapeProblem = z.object({
  code: ShapeProblemCode,
  /** Where to look. */
  at: z.tuple([z.number(), z.number()]).nullable(),
  /** The part that is too much or missing. */
  rings: z.array(z.array(z.tuple([z.number(), z.number()]))),
  squareMetres: z.number().nullable(),
  /** The other grid, by name and code. */
  other: z.string(),
});
export type ShapeProblem = z.infer<typeof ShapeProblem>;

export const ShapeCheck = z.object({ squareMetres: z.number(), problems: z.array(ShapeProblem) });
export type ShapeCheck = z.infer<typeof ShapeCheck>;

/** The outline of a community, where it is known. */
export const Community = z.object({ name: z.string(), rings: Rings });
export type Community = z.infer<typeof Community>;
