/** Places. Inside the product every position is WGS-84, longitude first (RFC 7946). */
import { z } from 'zod';

export const Position = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});
export type Position = z.infer<typeof Position>;

const ring = z.array(z.tuple([z.number(), z.number()])).min(4);

export const Grid = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  /** A base grid (基础网格), or a governance grid (综治专业网格) laid over base grids. */
  kind: z.enum(['base', 'governance']),
  community: z.string(),
  /** GeoJSON polygon coordinates: the outer ring first, each ring closed. */
  rings: z.array(ring).min(1),
});
export type Grid = z.infer<typeof Grid>;

export const AddGrid = Grid.omit({ id: true }).strict();
export type AddGrid = z.infer<typeof AddGrid>;
