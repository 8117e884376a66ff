/** What a report of this matter also asks for: each field with its kind, and its choices where it has some. */
import { Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormFieldKind } from '../../../config/contract/matter.ts';
import { FormPart } from '../kit/FormPart.tsx';
import classes from './MatterEditor.module.css';
import { type PartProps, RemoveButton } from './MatterEditor.tsx';
import { type FieldForm, newField } from './matter-form.rules.ts';

export function FormFieldsPart({ form, onChange, errorAt }: PartProps) {
  const { t } = useTranslation();
  const { fields } = form;
  const put = (at: number, changed: Partial<FieldForm>) =>
    onChange({ fields: fields.map((each, index) => (index === at ? { ...each, ...changed } : each)) });
  return (
    <FormPart title={t('matters.fields')}>
      {fields.length === 0 && <p>{t('matterEditor.noFields')}</p>}
      {fields.map((field, index) => (
        <div className={classes.field} key={field.key}>
          <TextInput
            label={t('matterEditor.fieldLabel')}
            maxLength={40}
            value={field.label}
            error={errorAt(`fields.${index}.label`)}
            onChange={({ currentTarget: { value } }) => put(index, { label: value })}
          />
          <Select
            label={t('matterEditor.fieldKind')}
            allowDeselect={false}
            value={field.kind}
            onChange={(kind) => kind && put(index, { kind, choices: kind === 'choice' ? field.choices : [] })}
            data={FormFieldKind.options.map((value) => ({ value, label: t(`matters.fieldKind.${value}`) }))}
          />
          {field.kind === 'choice' ? (
            <TagsInput
              label={t('matterEditor.choices')}
              placeholder={field.choices.length === 0 ? t('matterEditor.choicesHint') : ''}
              maxTags={50}
              acceptValueOnBlur
              value={field.choices}
              error={errorAt(`fields.${index}.choices`)}
              onChange={(choices) => put(index, { choices: choices.map((each) => each.slice(0, 40)) })}
            />
          ) : (
            <span />
          )}
          <Checkbox
            className={classes.isRequired}
            label={t('matters.required')}
            checked={field.required}
            onChange={({ currentTarget: { checked } }) => put(index, { required: checked })}
          />
          <RemoveButton
            label={t('matterEditor.removeField', { label: field.label })}
            onClick={() => onChange({ fields: fields.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={fields.length >= 30}
        onClick={() => onChange({ fields: [...fields, newField(fields)] })}
      >
        {t('matterEditor.addField')}
      </Button>
    </FormPart>
  );
}
