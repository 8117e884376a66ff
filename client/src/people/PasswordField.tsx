/** A password to be set, with its rule ticked off while it is typed. */
import { PasswordInput, VisuallyHidden } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './PasswordField.module.css';
import { passwordRule } from './person-form.rules.ts';

type PasswordFieldProps = { isNew: boolean; value: string; input: GetInputPropsReturnType };

export function PasswordField({ isNew, value, input }: PasswordFieldProps) {
  const { t } = useTranslation();
  const rule = passwordRule(value);
  return (
    <div>
      <PasswordInput
        label={t(isNew ? 'people.password' : 'people.newPassword')}
        description={isNew ? undefined : t('people.passwordKept')}
        withAsterisk={isNew}
        autoComplete="new-password"
        {...input}
      />
      <ul className={classes.rule}>
        {(['length', 'kinds'] as const).map((part) => (
          <li key={part} data-met={rule[part]}>
            {rule[part] ? <IconCheck size={14} aria-hidden /> : <IconCircle size={14} aria-hidden />}
            {t(`people.rule.${part}`)}
            <VisuallyHidden>{t(rule[part] ? 'people.ruleMet' : 'people.ruleUnmet')}</VisuallyHidden>
          </li>
        ))}
      </ul>
    </div>
  );
}
