/** A failure as a sentence with its cause and what to do about it. The only place that turns codes into words. */
import type { TFunction } from 'i18next';
import type { ShownFailure } from './failure.ts';

export function failureText(t: TFunction, { code, detail }: ShownFailure): string {
  if (code !== 'INVALID_REQUEST') return t(`errors.${code}`, detail);
  return t('errors.INVALID_REQUEST', { ...detail, field: fieldName(t, String(detail.field ?? '')) });
}

function fieldName(t: TFunction, field: string): string {
  const [first = ''] = field.split('.');
  return String(t(`fields.${first}` as 'fields.name', { defaultValue: field }));
}
