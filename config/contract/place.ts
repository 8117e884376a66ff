/** Places. Inside the product every position is WGS-84, longitude first (RFC 7946). */
import { z } from 'zod';

export const Position = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});
export type Position = z.infer<typeof Position>;

const corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const Ring = z.array(corner).min(4).max(5_000);
export type Ring = z.infer<typeof Ring>;
export const Rings = z.array(Ring).min(1).max(200);
export type Rings = z.infer<typeof Rings>;

export const Grid = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  /** A base grid (基础网格), or a governance grid (综治专业网格) laid over base grids. */
  kind: z.enum(['base', 'governance']),
  community: z.string(),
  /**
   * Closed rings. A counter-clockwise ring begins a polygon, the clockwise ones after it are
   * its holes. A base grid is one polygon; a governance grid is the union of its base grids.
   */
  rings: Rings,
  /** Line of work (条线) of a governance grid; empty for a base grid. */
  line: z.string(),
  /** What a governance grid is laid over; empty for a base grid. */
  baseGridIds: z.array(z.string()),
  /** Null while it is in force. */
  endedAtMs: z.int().nullable(),
});
export type Grid = z.infer<typeof Grid>;

const code = z.string().trim().min(1).max(40);
const name = z.string().trim().min(1).max(60);
const community = z.string().trim().max(60);
const line = z.string().trim().min(1).max(30);
const baseGridIds = z.array(z.string().min(1)).min(1).max(500);

export const AddBaseGrid = z.strictObject({ code, name, kind: z.literal('base'), community, rings: Rings });
export type AddBaseGrid = z.infer<typeof AddBaseGrid>;
const AddGovernanceGrid = z.strictObject({
  ...{ code, name, community, line, baseGridIds },
  kind: z.literal('governance'),
});
export const AddGrid = z.discriminatedUnion('kind', [AddBaseGrid, AddGovernanceGrid]);
export type AddGrid = z.infer<typeof AddGrid>;

/** `rings` is a base grid's alone, `line` and `baseGridIds` a governance grid's. */
export const ChangeGrid = z.strictObject({ code, name, community, rings: Rings, line, baseGridIds }).partial();
export type ChangeGrid = z.infer<typeof ChangeGrid>;
