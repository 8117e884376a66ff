/** The sign of a report point as it is printed. */
import { useTranslation } from 'react-i18next';
import type { ReportPoint } from '../../../config/contract/citizen.ts';
import { useSiteProfile } from '../session/session.ts';
import { QrCode } from './QrCode.tsx';
import classes from './Signs.module.css';
import { addressOnSign } from './signs.ts';

export function Sign({ point }: { point: ReportPoint }) {
  const { t } = useTranslation();
  const { name: site } = useSiteProfile();
  return (
    <article className={classes.sign} data-sign aria-label={point.name}>
      <h2>{t('signs.signTitle')}</h2>
      <p>{t('signs.signLine')}</p>
      <QrCode text={addressOnSign(point.code)} label={addressOnSign(point.code)} />
      <strong className={classes.place}>{point.name}</strong>
      <p>
        {site} · {t('signs.signCode', { code: point.code })}
      </p>
      <p className={classes.emergency}>{t('signs.signEmergency')}</p>
    </article>
  );
}
