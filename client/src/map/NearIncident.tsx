/** What may help with an incident: the cameras nearest to it, the first one live, and who is near. */
import { Button } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { CameraLive } from '../cameras/CameraLive.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { cameraState } from '../video/camera-state.ts';
import { StateMark } from '../video/StateMark.tsx';
import { useOpenOnWall } from '../wall/use-open-on-wall.ts';
import { placeOf } from './incident-pins.rules.ts';
import classes from './MapPage.module.css';
import nearClasses from './NearIncident.module.css';
import { NearPeople } from './NearPeople.tsx';
import { nearest } from './nearest.rules.ts';

const SHOWN = 4;
const UNUSABLE = ['offline', 'disabled'];

type NearIncidentProps = {
  incident: Incident;
  /** wide: on a page of its own, cameras and people beside each other. */
  layout: 'wide' | 'narrow';
};

export function NearIncident({ incident, layout }: NearIncidentProps) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const mayWatch = useMay('camera.watch');
  const openOnWall = useOpenOnWall();
  const [watchedId, watch] = useState<string | null>(null);
  const position = placeOf(incident, cameras);
  const { longitude, latitude } = position ?? {};
  const nearCameras = useMemo(() => {
    if (longitude === undefined || latitude === undefined) return [];
    const usable = [...cameras.values()].filter(
      (camera) => camera.id !== incident.cameraId && !UNUSABLE.includes(cameraState(camera, health.get(camera.id))),
    );
    return nearest({ longitude, latitude }, usable, SHOWN);
  }, [cameras, health, incident.cameraId, longitude, latitude]);
  const place = useMemo(
    () => (longitude === undefined || latitude === undefined ? null : { longitude, latitude }),
    [longitude, latitude],
  );
  if (!place) return null;
  const watched = cameras.get(watchedId ?? nearCameras[0]?.thing.id ?? '');
  return (
    <div className={layout === 'wide' ? nearClasses.wide : classes.card}>
      {mayWatch && (
        <section className={classes.alerts} aria-label={t('map.nearCameras')}>
          <h4>{t('map.nearCameras')}</h4>
          {nearCameras.length === 0 && <p>{t('map.noNear')}</p>}
          {watched && <CameraLive key={watched.id} camera={watched} />}
          <ul>
            {nearCameras.map(({ thing, metres }) => (
              <li key={thing.id}>
                <button type="button" aria-pressed={thing.id === watched?.id} onClick={() => watch(thing.id)}>
                  <StateMark state={cameraState(thing, health.get(thing.id))} />
                  <span>{thing.name}</span>
                  <time>{t('map.metres', { metres: Math.round(metres) })}</time>
                </button>
              </li>
            ))}
          </ul>
          {nearCameras.length > 0 && (
            <Button
              mt={6}
              size="xs"
              variant="default"
              fullWidth={layout === 'narrow'}
              leftSection={<IconLayoutGrid size={14} />}
              onClick={() => openOnWall(nearCameras.map(({ thing }) => thing.id))}
            >
              {t('map.nearOnWall', { count: nearCameras.length })}
            </Button>
          )}
        </section>
      )}
      <NearPeople position={place} isOnMap={layout === 'narrow'} />
    </div>
  );
}
