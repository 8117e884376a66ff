/** The picture an alert was raised on, with a box around what moved; of a fault, its symbol. */
import {
  IconBellRinging,
  IconClockExclamation,
  IconDatabaseExclamation,
  IconEyeOff,
  IconLineDashed,
  IconPhotoOff,
  IconServerOff,
  IconSignatureOff,
  IconVideoOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertKind } from '../../../config/contract/alert.ts';
import { alertPictureUrl } from '../api/api.ts';
import classes from './AlertPicture.module.css';

const SYMBOLS = {
  motion: IconPhotoOff,
  tampered: IconEyeOff,
  lineCrossed: IconLineDashed,
  digitalInput: IconBellRinging,
  cameraOffline: IconVideoOff,
  cameraClock: IconClockExclamation,
  nodeLost: IconServerOff,
  diskFull: IconDatabaseExclamation,
  handoverUnsigned: IconSignatureOff,
} satisfies Record<AlertKind, typeof IconPhotoOff>;

export function AlertPicture({ alert, size }: { alert: Alert; size: 'thumbnail' | 'large' | 'paper' }) {
  const { t } = useTranslation();
  const [failedId, setFailedId] = useState<string | null>(null);
  const { region } = alert;

  if (!alert.hasPicture || failedId === alert.id) {
    const Glyph = SYMBOLS[alert.kind];
    return (
      <div className={classes.none} data-size={size}>
        <Glyph size={size === 'large' ? 28 : 18} stroke={1.3} aria-hidden />
        {size === 'large' && <span>{t('alerts.noPicture')}</span>}
      </div>
    );
  }
  return (
    <div className={classes.picture} data-size={size}>
      <img
        src={alertPictureUrl(alert.id)}
        alt={size === 'thumbnail' ? '' : t('alerts.picture')}
        loading={size === 'paper' ? 'eager' : 'lazy'}
        decoding="async"
        draggable={false}
        onError={() => setFailedId(alert.id)}
      />
      {region && (
        <span
          className={classes.region}
          style={{
            left: `${region.x * 100}%`,
            top: `${region.y * 100}%`,
            width: `${region.width * 100}%`,
            height: `${region.height * 100}%`,
          }}
        />
      )}
    </div>
  );
}
