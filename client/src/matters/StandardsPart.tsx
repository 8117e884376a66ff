/** The cases a matter comes as: when it is filed, when it is closed, within what time. */
import { Button, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormPart } from '../kit/FormPart.tsx';
import { LimitInput } from './LimitInput.tsx';
import classes from './MatterEditor.module.css';
import { type PartProps, RemoveButton } from './MatterEditor.tsx';
import { EMPTY_STANDARD, type StandardForm } from './matter-form.rules.ts';

export function StandardsPart({ form, onChange, errorAt }: PartProps) {
  const { t } = useTranslation();
  const { standards } = form;
  const put = (at: number, changed: Partial<StandardForm>) =>
    onChange({ standards: standards.map((each, index) => (index === at ? { ...each, ...changed } : each)) });
  return (
    <FormPart title={t('matters.standards')}>
      {standards.length === 0 && <p>{t('matters.noStandards')}</p>}
      {standards.map((standard, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a standard has no name but its place
        <div className={classes.standard} key={index}>
          <Textarea
            label={`${index + 1}. ${t('matters.filing')}`}
            autosize
            maxRows={6}
            maxLength={500}
            value={standard.filingCondition}
            onChange={({ currentTarget: { value } }) => put(index, { filingCondition: value })}
          />
          <Textarea
            label={t('matters.closing')}
            autosize
            maxRows={6}
            maxLength={500}
            value={standard.closingCondition}
            onChange={({ currentTarget: { value } }) => put(index, { closingCondition: value })}
          />
          <LimitInput
            label={t('matters.column.limit')}
            value={standard.limitText}
            error={errorAt(`standards.${index}.limitText`)}
            onChange={(limitText) => put(index, { limitText })}
          />
          <RemoveButton
            label={t('matterEditor.removeStandard', { nth: index + 1 })}
            onClick={() => onChange({ standards: standards.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={standards.length >= 50}
        onClick={() => onChange({ standards: [...standards, EMPTY_STANDARD] })}
      >
        {t('matterEditor.addStandard')}
      </Button>
    </FormPart>
  );
}
