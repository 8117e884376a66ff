/** Which steps of a mediation are done, and how it stands: for everybody who sees the incident. */
import { IconCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MediationStatus } from '../../../config/contract/mediation.ts';
import classes from './Mediation.module.css';
import { type StepLook, stepLooks } from './mediation-steps.rules.ts';

export function MediationSteps({ status }: { status: MediationStatus }) {
  const { t } = useTranslation();
  const { state, mediator, sessionCount, visitCount, dueDay } = status;
  return (
    <>
      <ol className={classes.steps} aria-label={t('mediation.steps')}>
        {stepLooks(status).map(([step, look]) => (
          <li key={step} data-look={look}>
            <Shape look={look} />
            {t(`mediation.step.${step}`)}
          </li>
        ))}
      </ol>
      <p className={classes.status}>
        <b>{t(`mediation.state.${state}`)}</b>
        {mediator && <span>{`${t('mediation.mediator')} ${mediator.name}`}</span>}
        {sessionCount > 0 && <span>{t('mediation.sessionCount', { count: sessionCount })}</span>}
        {dueDay && <span>{t('mediation.due', { day: dueDay })}</span>}
        {visitCount > 0 && <span>{t('mediation.visitCount', { count: visitCount })}</span>}
      </p>
    </>
  );
}

function Shape({ look }: { look: StepLook }) {
  if (look === 'done') return <IconCircleCheck size={16} aria-hidden />;
  return look === 'failed' ? <IconCircleX size={16} aria-hidden /> : <IconCircle size={16} aria-hidden />;
}
