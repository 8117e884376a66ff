/** The sign of a report point as it is printed. */
import { useTranslation } from 'react-i18next';
import type { ReportPoint } from '../../../config/contract/citizen.ts';
import { useSiteProfile } from '../session/session.ts';
import { QrCode } from './QrCode.tsx';
import classes from './ReportPoints.module.css';
import { addressOnSign } from './report-points.ts';

export function Sign({ point }: { point: ReportPoint }) {
  const { t } = useTranslation();
  const { name: site } = useSiteProfile();
  return (
    <article className={classes.sign} data-sign aria-label={point.name}>
      <h2>{t('reportPoints.signTitle')}</h2>
      <p>{t('reportPoints.signLine')}</p>
      <QrCode text={addressOnSign(point.code)} label={addressOnSign(point.code)} />
      <strong className={classes.place}>{point.name}</strong>
      <p>
        {site} · {t('reportPoints.signCode', { code: point.code })}
      </p>
      <p className={classes.emergency}>{t('reportPoints.signEmergency')}</p>
    </article>
  );
}
