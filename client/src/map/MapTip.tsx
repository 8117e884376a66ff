/** Words for what the pointer is on: its name, and its state not by colour alone. */
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { StateMark } from '../video/StateMark.tsx';
import { useNotPlaying } from '../video/use-not-playing.ts';
import { isOverdue } from './incident-pins.rules.ts';
import classes from './MapPage.module.css';
import type { IncidentItems } from './map-cluster.rules.ts';
import type { Target } from './map-hit.rules.ts';
import type { AlertPin, CameraPin, Pins } from './map-pins.rules.ts';
import type { PersonPin } from './person-pins.rules.ts';

export function MapTip({ target, pins }: { target: Target; pins: Pins & { items: IncidentItems } }) {
  if (target.kind === 'camera') {
    const pin = pins.cameras.find(({ cameraId }) => cameraId === target.id);
    return pin ? <CameraTip pin={pin} /> : null;
  }
  if (target.kind === 'incident') return <IncidentTip incidentId={target.id} items={pins.items} />;
  if (target.kind === 'cluster') return <ClusterTip clusterId={target.id} items={pins.items} />;
  if (target.kind === 'unit') {
    return <span className={classes.tip}>{pins.units.find(({ unitId }) => unitId === target.id)?.name}</span>;
  }
  if (target.kind === 'person') return <PersonTip personId={target.id} people={pins.people ?? []} />;
  const pin = pins.alerts.find(({ alertId }) => alertId === target.id);
  return pin ? <AlertTip pin={pin} /> : null;
}

/** What it is called, how it fares, and why its picture would not come. */
function CameraTip({ pin }: { pin: CameraPin }) {
  const camera = useSite((site) => site.cameras.get(pin.cameraId));
  return (
    <>
      <span className={classes.tip}>
        {pin.name} <StateMark state={pin.mark} />
      </span>
      {camera && <WhyNot camera={camera} />}
    </>
  );
}

function WhyNot({ camera }: { camera: Camera }) {
  const why = useNotPlaying(camera);
  return why && <p className={classes.why}>{why}</p>;
}

function PersonTip({ personId, people }: { personId: string; people: readonly PersonPin[] }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const pin = people.find((each) => each.personId === personId);
  if (!pin) return null;
  const { name, unitName, callSign, state, ageMs, isOld } = pin;
  const ago = t('map.ago', { age: time.duration(ageMs) });
  return (
    <span className={classes.tip}>
      {[name, callSign, unitName, t(`duty.state.${state}`), ago, isOld && t('map.positionOld')]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

function IncidentTip({ incidentId, items }: { incidentId: string; items: IncidentItems }) {
  const { t } = useTranslation();
  const pin = items.ones.find((each) => each.incidentId === incidentId);
  if (!pin) return null;
  return (
    <span className={classes.tip}>
      {[
        `${pin.number} ${pin.title}`,
        t(`incidents.level.${pin.level}`),
        pin.task && t(`incidents.task.${pin.task}`),
        isOverdue(pin, items.nowMs) && t('map.overdue'),
        pin.isSupervised && t('map.supervised'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

function ClusterTip({ clusterId, items }: { clusterId: string; items: IncidentItems }) {
  const { t } = useTranslation();
  const cluster = items.clusters.find((each) => each.clusterId === clusterId);
  if (!cluster) return null;
  const { count, worst, overdueCount, supervisedCount } = cluster;
  return (
    <span className={classes.tip}>
      {[
        t('map.cluster', { count }),
        t('map.clusterWorst', { level: t(`incidents.level.${worst}`) }),
        overdueCount > 0 && t('map.clusterOverdue', { count: overdueCount }),
        supervisedCount > 0 && t('map.clusterSupervised', { count: supervisedCount }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

function AlertTip({ pin }: { pin: AlertPin }) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  return (
    <span className={classes.tip}>
      {cameras.get(pin.cameraId)?.name} · {t('map.alertOf', { level: t(`alerts.level.${pin.level}`) })} ·{' '}
      {t('map.alertsHere', { count: pin.alertIds.length })}
    </span>
  );
}
