/** The words that stand on the map beside incidents. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentWords } from './incident-layers.ts';

export function useIncidentWords(): IncidentWords {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      overdue: t('map.overdue'),
      supervised: t('map.supervised'),
      level: {
        general: t('incidents.level.general'),
        larger: t('incidents.level.larger'),
        major: t('incidents.level.major'),
        extraordinary: t('incidents.level.extraordinary'),
      },
    }),
    [t],
  );
}
