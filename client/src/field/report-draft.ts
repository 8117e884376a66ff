/** A report as it is being written; it outlives a look at another tab. */
import { create } from 'zustand';
import type { MatterLevel } from '../../../config/contract/matter.ts';
import type { FormValues } from '../../../config/contract/matter-form.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { Attachment, ReportBody } from './outbox.rules.ts';

export type ReportFields = {
  title: string;
  description: string;
  level: MatterLevel;
  matterId: string | null;
  form: FormValues;
  address: string;
  gridId: string | null;
  usesPosition: boolean;
};
export type Draft = { fields: ReportFields; attachments: readonly Attachment[] };

const EMPTY_FIELDS: ReportFields = {
  ...{ title: '', description: '', level: 'general', matterId: null, address: '', gridId: null, usesPosition: true },
  form: {},
};
export const EMPTY_DRAFT: Draft = { fields: EMPTY_FIELDS, attachments: [] };

/** Of the person who is here; a new page begins empty. */
export const useDraft = create<Draft>()(() => EMPTY_DRAFT);

/** A report that was refused, to be put right. */
export function fieldsOf({
  title,
  description,
  level,
  matterId,
  form,
  address,
  gridId,
  position,
}: ReportBody): ReportFields {
  return {
    title,
    description: description ?? '',
    level: level ?? 'general',
    matterId: matterId ?? null,
    form: form ?? {},
    address: address ?? '',
    gridId: gridId ?? null,
    usesPosition: Boolean(position),
  };
}

export function reportBody(
  { usesPosition, ...fields }: ReportFields,
  position: Position | null,
  source: ReportBody['source'],
): ReportBody {
  return {
    ...fields,
    title: fields.title.trim(),
    description: fields.description.trim(),
    form: fields.matterId === null ? {} : fields.form,
    address: fields.address.trim(),
    position: usesPosition ? position : null,
    ...(source && { source }),
  };
}

export type ReportMistake = 'titleNeeded' | 'placeNeeded' | null;

export function mistakeIn(fields: ReportFields, position: Position | null): ReportMistake {
  if (fields.title.trim() === '') return 'titleNeeded';
  const hasPlace = (fields.usesPosition && position !== null) || fields.gridId !== null || fields.address.trim() !== '';
  return hasPlace ? null : 'placeNeeded';
}
