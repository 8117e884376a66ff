/**
 * Who cares for a grid: its members (一格一员, 一格多员), who have an account, and its
 * volunteers, of whom no more is kept than it takes to reach them.
 */
import { z } from 'zod';
import type { Grid } from './place.ts';

export const GridPart = z.enum(['main', 'assistant']);
export type GridPart = z.infer<typeof GridPart>;

export const GridMember = z.object({
  gridId: z.string(),
  personId: z.string(),
  name: z.string(),
  part: GridPart,
  /** Whoever's account is disabled is a member in name only. */
  isActive: z.boolean(),
});
export type GridMember = z.infer<typeof GridMember>;

export const PutGridMember = z.strictObject({ personId: z.string().min(1), part: GridPart });
export type PutGridMember = z.infer<typeof PutGridMember>;

/** Of whom members are chosen. */
export const GridCandidate = z.object({ personId: z.string(), name: z.string(), unit: z.string() });
export type GridCandidate = z.infer<typeof GridCandidate>;

export const VolunteerKind = z.enum([
  'property',
  'business',
  'enterprise',
  'courier',
  'safetyEnvoy',
  'industryInformant',
  'resident',
  'security',
  'school',
  'other',
]);
export type VolunteerKind = z.infer<typeof VolunteerKind>;

export const GridVolunteer = z.object({
  id: z.string(),
  gridId: z.string(),
  kind: VolunteerKind,
  name: z.string(),
  /** Masked, but for who may configure grids and asks for this one. */
  phone: z.string(),
});
export type GridVolunteer = z.infer<typeof GridVolunteer>;

export const AddGridVolunteer = z.strictObject({
  kind: VolunteerKind,
  name: z.string().trim().min(1).max(40),
  phone: z
    .string()
    .trim()
    .max(20)
    .regex(/^[0-9+() -]*$/, 'digits'),
});
export type AddGridVolunteer = z.infer<typeof AddGridVolunteer>;

/** `138****5678`: enough to recognise, too little to call. */
export function maskedPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length < 7) return digits === '' ? '' : '****';
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** Base grids for which nobody with an open account has the main part. */
export function gridsWithoutMember(grids: Iterable<Grid>, members: readonly GridMember[]): Grid[] {
  const cared = new Set(
    members.filter(({ part, isActive }) => part === 'main' && isActive).map(({ gridId }) => gridId),
  );
  return [...grids].filter(({ id, kind }) => kind === 'base' && !cared.has(id));
}
