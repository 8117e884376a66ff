/** How long each stage may take. */
import { useTranslation } from 'react-i18next';
import { Stage } from '../../../config/contract/matter.ts';
import { FormPart } from '../kit/FormPart.tsx';
import { LimitInput, ROUND_THE_CLOCK } from './LimitInput.tsx';
import classes from './MatterEditor.module.css';
import type { PartProps } from './MatterEditor.tsx';

export function StageLimitsPart({ form, onChange, errorAt }: PartProps) {
  const { t } = useTranslation();
  return (
    <FormPart title={t('matters.limits')}>
      <p>{t('matterEditor.limitHint', { roundTheClock: ROUND_THE_CLOCK })}</p>
      <div className={classes.limits}>
        {Stage.options.map((stage) => (
          <LimitInput
            key={stage}
            label={t(`matters.stage.${stage}`)}
            value={form.limits[stage]}
            error={errorAt(`limits.${stage}`)}
            onChange={(value) => onChange({ limits: { ...form.limits, [stage]: value } })}
          />
        ))}
      </div>
    </FormPart>
  );
}
