/**
 * What citizens tell without an account: at a place that has a sign with a QR code
 * (report point, 上报点). Of their report they learn no more than how far it is.
 */
import { z } from 'zod';
import { CITIZEN_MATTERS, CITIZEN_PHONE, CITIZEN_TEXT } from './citizen-plain.ts';
import { Position } from './place.ts';

export const ReportPoint = z.object({
  id: z.string(),
  /** Part of the address on the sign. */
  code: z.string(),
  name: z.string(),
  position: Position,
  /** Its sign leads nowhere any more. */
  disabled: z.boolean(),
});
export type ReportPoint = z.infer<typeof ReportPoint>;

const fields = { name: z.string().trim().min(1).max(40), position: Position };
export const AddReportPoint = z.strictObject(fields);
export type AddReportPoint = z.infer<typeof AddReportPoint>;
export const ChangeReportPoint = z.strictObject({ ...fields, disabled: z.boolean() }).partial();
export type ChangeReportPoint = z.infer<typeof ChangeReportPoint>;

export const CitizenMatter = z.enum(CITIZEN_MATTERS);
export type CitizenMatter = z.infer<typeof CitizenMatter>;

export const ReportAsCitizen = z.strictObject({
  /** Made by the page: sent twice it is one report. */
  reportId: z.uuid(),
  matter: CitizenMatter,
  text: z.string().trim().min(CITIZEN_TEXT.least).max(CITIZEN_TEXT.most),
  phone: z.string().trim().regex(CITIZEN_PHONE).default(''),
  /** A field no person sees; what fills it in is a program. */
  website: z.string().max(0).default(''),
});
export type ReportAsCitizen = z.infer<typeof ReportAsCitizen>;

export const CitizenReceipt = z.object({ receipt: z.string() });

/** received: to be looked at · handling: on its way · done · declined: not a matter of the centre. */
export const CitizenProgress = z.object({
  state: z.enum(['received', 'handling', 'done', 'declined']),
  reportedAtMs: z.int(),
});
export type CitizenProgress = z.infer<typeof CitizenProgress>;

/** All that a sign tells whoever holds a phone to it. */
export const SignedPlace = z.object({ name: z.string(), site: z.string() });
export type SignedPlace = z.infer<typeof SignedPlace>;
