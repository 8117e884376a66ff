/** Brings a refusal to the field it is about; what is about no field is said above the form. */
import type { TFunction } from 'i18next';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';

type FieldErrors = Record<string, string>;
type Refused = { fields: FieldErrors; failure: ShownFailure | null };

/** Codes that are about one field though they do not name it. */
const FIELD_OF_CODE: Partial<Record<ShownFailure['code'], string>> = {
  ACCOUNT_TAKEN: 'account',
  GRID_NOT_FOUND: 'gridId',
  GROUP_NOT_FOUND: 'groupId',
  PASSWORD_TOO_WEAK: 'password',
};

export function refusedBy(t: TFunction, thrown: unknown, fields: readonly string[]): Refused {
  const failure = failureOf(thrown);
  const field = fieldOf(failure);
  if (field === null || !fields.includes(field)) return { fields: {}, failure };
  return { fields: { [field]: failureText(t, failure) }, failure: null };
}

export function fieldOf({ code, detail }: ShownFailure): string | null {
  if (code !== 'INVALID_REQUEST') return FIELD_OF_CODE[code] ?? null;
  const [first] = String(detail.field ?? '').split('.');
  return first || null;
}
