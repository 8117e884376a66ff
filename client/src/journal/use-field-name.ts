/** The name of a field in words; a field nobody named is shown by its own. */
import { useTranslation } from 'react-i18next';

export function useFieldName(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => t(`journal.field.${field}` as 'journal.field.name', { defaultValue: field });
}
