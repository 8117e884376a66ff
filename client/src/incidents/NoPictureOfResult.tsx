/** Says to whoever closes a case that nobody took a picture of how it was left; it may be one that needs none. */
import { IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { hasPictureOfResult } from './closing.rules.ts';
import { useEvidence } from './evidence.ts';
import classes from './IncidentActs.module.css';

export function NoPictureOfResult({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  if (hasPictureOfResult(useEvidence(incident.id), incident)) return null;
  return (
    <p className={classes.warning}>
      <IconPhotoOff size={16} aria-hidden />
      {t('incidentActs.noPictureOfResult')}
    </p>
  );
}
