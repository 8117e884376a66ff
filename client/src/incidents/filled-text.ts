/** An answer to a matter's form, as it is read. */
import type { TFunction } from 'i18next';
import type { FilledField } from '../../../config/contract/incident.ts';

export function filledText(t: TFunction, { kind, value }: Pick<FilledField, 'kind' | 'value'>): string {
  return kind === 'yesNo' ? t(value === 'yes' ? 'matterForm.yes' : 'matterForm.no') : value;
}
