/** Evidence of an incident: pictures and spoken words from the spot, kept as they were sent. */
import { z } from 'zod';
import { Named } from './incident.ts';
import { Position } from './place.ts';
import { Scope } from './rights.ts';

export const EvidenceKind = z.enum(['picture', 'voice']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

const MEGABYTE = 1_000_000;
/** A phone makes its pictures smaller before it sends them. */
export const EVIDENCE_MAX_BYTES: Record<EvidenceKind, number> = { picture: 10 * MEGABYTE, voice: 5 * MEGABYTE };
export const EVIDENCE_MOST = 100;
export const PICTURE_MAX_PIXELS = 50_000_000;
export const VOICE_MAX_MS = 5 * 60_000;

export const IncidentEvidence = z.object({
  id: z.string(),
  incidentId: z.string(),
  kind: EvidenceKind,
  /** By the bytes, whatever the sender called it. */
  contentType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'audio/webm', 'audio/ogg', 'audio/mp4']),
  byteCount: z.int(),
  sha256: z.string(),
  /** Of a picture. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Of a voice note. */
  durationMs: z.int().nullable(),
  by: Named,
  unitName: z.string(),
  /** When and where, as the sender says. */
  takenAtMs: z.int().nullable(),
  position: Position.nullable(),
  note: z.string(),
  addedAtMs: z.int(),
  scope: Scope,
});
export type IncidentEvidence = z.infer<typeof IncidentEvidence>;

/** What comes with the bytes, in the address; they are the body. */
export const AddEvidence = z
  .strictObject({
    kind: EvidenceKind,
    takenAtMs: z.coerce.number().int().min(0).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    note: z.string().trim().max(200).default(''),
  })
  .refine(({ longitude, latitude }) => (longitude === undefined) === (latitude === undefined), {
    error: 'longitude and latitude go together',
    path: ['longitude'],
  });
export type AddEvidence = z.infer<typeof AddEvidence>;
