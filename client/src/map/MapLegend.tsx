/** What the shapes mean. Folded away it leaves the map free. */
import { useTranslation } from 'react-i18next';
import { MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import classes from './MapLegend.module.css';
import { SymbolIcon } from './SymbolIcon.tsx';

const CAMERA_STATES = ['live', 'idle', 'connecting', 'stalled', 'offline', 'disabled', 'noPermission'] as const;
const PERSON_STATES = ['available', 'busy', 'old'] as const;
const LEVELS = ['critical', 'warning', 'notice'] as const;

export function MapLegend() {
  const { t } = useTranslation();
  return (
    <details className={classes.legend} open>
      <summary>{t('map.legend')}</summary>
      <div className={classes.columns}>
        <ul aria-label={t('map.legendCameras')}>
          {CAMERA_STATES.map((state) => (
            <li key={state}>
              <SymbolIcon name={`camera-${state}`} />
              {t(`camera.state.${state}`)}
            </li>
          ))}
        </ul>
        <ul aria-label={t('map.legendPins')}>
          {LEVELS.map((level) => (
            <li key={level}>
              <SymbolIcon name={`alert-${level}`} />
              {t('map.alertOf', { level: t(`alerts.level.${level}`) })}
            </li>
          ))}
          <li>
            <SymbolIcon name="unit" />
            {t('map.layer.units')}
          </li>
          <li>
            <span className={classes.base} aria-hidden />
            {t('map.layer.grids')}
          </li>
          <li>
            <span className={classes.governance} aria-hidden />
            {t('map.layer.governance')}
          </li>
        </ul>
        <div className={classes.stack}>
          <ul aria-label={t('map.legendLevels')}>
            {MatterLevel.options.map((level) => (
              <li key={level}>
                <SymbolIcon name={`incident-${level}-none`} />
                <SymbolIcon name={`cluster-${level}`} />
                {t(`incidents.level.${level}`)}
              </li>
            ))}
          </ul>
          <ul aria-label={t('map.layer.people')}>
            {PERSON_STATES.map((state) => (
              <li key={state}>
                <SymbolIcon name={`person-${state}`} />
                {t(`map.person.${state}`)}
              </li>
            ))}
          </ul>
        </div>
        <ul aria-label={t('incidents.taskLabel')}>
          {MatterTask.options.map((task) => (
            <li key={task}>
              <SymbolIcon name={`incident-general-${task}`} />
              {t(`incidents.task.${task}`)}
            </li>
          ))}
          <li>
            <SymbolIcon name="cluster-general" />
            {t('map.legendCluster')}
          </li>
        </ul>
      </div>
    </details>
  );
}
