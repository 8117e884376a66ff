/** Units: who an incident is sent to. The street centre itself, its member units, its communities, and the district above. */
import { z } from 'zod';
import { Position } from './place.ts';

/** district: above the street · centre: the street's own · member: 成员单位 · community: 社区 · team: a joint team (联勤队伍) with a call sign. */
export const UnitKind = z.enum(['district', 'centre', 'member', 'community', 'team']);
export type UnitKind = z.infer<typeof UnitKind>;

export const Unit = z.object({
  id: z.string(),
  name: z.string(),
  kind: UnitKind,
  phone: z.string(),
  address: z.string(),
  /** Where it sets out from; nearest units are reckoned from here. */
  position: Position.nullable(),
  /** Of the people with an account: who hears what the unit leaves undone. */
  headId: z.string().nullable(),
  /** Of a community: as grids name it. Of any other: empty. */
  community: z.string(),
  /** Of a team: how it is called over the radio. */
  callSign: z.string(),
  vehicles: z.array(z.string()),
  /** Nothing is sent to it any more; what it has it keeps. */
  disabled: z.boolean(),
});
export type Unit = z.infer<typeof Unit>;

const fields = {
  name: z.string().trim().min(1).max(60),
  kind: UnitKind,
  phone: z.string().trim().max(30),
  address: z.string().trim().max(120),
  position: Position.nullable(),
  headId: z.string().nullable(),
  community: z.string().trim().max(60),
  callSign: z.string().trim().max(30),
  vehicles: z.array(z.string().trim().min(1).max(20)).max(50),
  disabled: z.boolean(),
};

export const AddUnit = z.strictObject({
  ...fields,
  phone: fields.phone.default(''),
  address: fields.address.default(''),
  position: fields.position.default(null),
  headId: fields.headId.default(null),
  community: fields.community.default(''),
  callSign: fields.callSign.default(''),
  vehicles: fields.vehicles.default([]),
  disabled: fields.disabled.default(false),
});
export type AddUnit = z.infer<typeof AddUnit>;
export const ChangeUnit = z.strictObject(fields).partial();
export type ChangeUnit = z.infer<typeof ChangeUnit>;
