/** Which attribute of the file is the code, the name and the community. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ShapeField, type ShapeFields } from '../../../../config/contract/grid-import.ts';
import classes from './ImportGrids.module.css';

type FieldChoiceProps = {
  columns: readonly string[];
  fields: ShapeFields;
  onChange: (fields: ShapeFields) => void;
};

export function FieldChoice({ columns, fields, onChange }: FieldChoiceProps) {
  const { t } = useTranslation();
  if (columns.length === 0) return null;
  return (
    <div className={classes.fields}>
      {ShapeField.options.map((field) => (
        <span key={field}>
          {t(`grids.${field}`)}
          <Select
            size="xs"
            w={130}
            clearable
            aria-label={t('gridImport.fieldOf', { field: t(`grids.${field}`) })}
            placeholder="—"
            data={[...columns]}
            value={fields[field] || null}
            onChange={(column) => onChange({ ...fields, [field]: column ?? '' })}
          />
        </span>
      ))}
    </div>
  );
}
