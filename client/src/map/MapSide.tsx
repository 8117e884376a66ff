/** Beside the map: what is in hand, the form to report an incident, or the incidents as a list. */
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Position } from '../../../config/contract/place.ts';
import { IncidentDetail } from '../incidents/IncidentDetail.tsx';
import { ReportIncidentForm } from '../incidents/ReportIncidentForm.tsx';
import { useIncident } from '../incidents/use-incident.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { MapAlert } from './MapAlert.tsx';
import { MapCamera } from './MapCamera.tsx';
import { MapGrid } from './MapGrid.tsx';
import { MapHere } from './MapHere.tsx';
import { MapList, SpotList } from './MapList.tsx';
import classes from './MapPage.module.css';
import { MapPerson } from './MapPerson.tsx';
import { MapUnit } from './MapUnit.tsx';
import { NearIncident } from './NearIncident.tsx';
import type { TrailMinutes } from './person-pins.rules.ts';
import type { MapIncidents } from './use-map-incidents.ts';

type MapSideProps = {
  /** Where it is asked what is there. */
  hereAt: Position | null;
  canReport: boolean;
  onReportHere: () => void;
  onLeaveHere: () => void;
  reportedPlace: Position | null;
  onReportEnd: () => void;
  found: MapIncidents;
  isFiltered: boolean;
  isListed: boolean;
  onUnlist: () => void;
  /** Incidents that lie on one spot, asked for. */
  spot: readonly string[] | null;
  onLeaveSpot: () => void;
  /** Who is on duty and in hand. */
  person: OnDuty | undefined;
  trailMinutes: TrailMinutes;
  onTrailMinutes: (minutes: TrailMinutes) => void;
};

export function MapSide({ reportedPlace, onReportEnd, ...lists }: MapSideProps) {
  const { t } = useTranslation();
  const { cameraId, alertId, incidentId, gridId, unitId, selectAlert, selectIncident } = useSelection();
  const camera = useSite((site) => site.cameras.get(cameraId ?? ''));
  const alert = useSite((site) => site.alerts.get(alertId ?? ''));
  const { incident } = useIncident(incidentId);
  const leave = () => selectAlert(null);

  if (reportedPlace) {
    return (
      <Side title={t('map.report')} onClose={onReportEnd}>
        <div className={classes.form}>
          <ReportIncidentForm
            position={reportedPlace}
            onClearPosition={onReportEnd}
            onCancel={onReportEnd}
            onReported={({ id }) => {
              onReportEnd();
              selectIncident(id);
            }}
          />
        </div>
      </Side>
    );
  }
  if (incident) {
    return (
      <Side title={t('map.incident')} onClose={leave}>
        <IncidentDetail key={incident.id} incident={incident} layout="narrow" />
        <IncidentLinks incidentId={incident.id} />
        <NearIncident key={`near ${incident.id}`} incident={incident} layout="narrow" />
      </Side>
    );
  }
  if (alert) {
    return (
      <Side title={t('map.alert')} onClose={leave}>
        <MapAlert key={alert.id} alert={alert} />
      </Side>
    );
  }
  if (camera) {
    return (
      <Side title={t('map.camera')} onClose={leave}>
        <MapCamera key={camera.id} camera={camera} />
      </Side>
    );
  }
  if (lists.person) {
    const { person, trailMinutes, onTrailMinutes } = lists;
    return (
      <Side title={t('map.personCard')} onClose={leave}>
        <MapPerson key={person.personId} person={person} minutes={trailMinutes} onMinutes={onTrailMinutes} />
      </Side>
    );
  }
  return <Ground gridId={gridId} unitId={unitId} onLeave={leave} otherwise={<Lists {...lists} />} />;
}

function IncidentLinks({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const search = { incident: incidentId };
  return (
    <nav className={classes.links} aria-label={t('map.toPages')}>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/incidents" search={search} {...props} />}>
        {t('map.toIncident')}
      </Button>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/board" search={search} {...props} />}>
        {t('map.toBoard')}
      </Button>
    </nav>
  );
}

type GroundProps = { gridId: string | null; unitId: string | null; onLeave: () => void; otherwise: ReactNode };

function Ground({ gridId, unitId, onLeave, otherwise }: GroundProps) {
  const { t } = useTranslation();
  const grid = useSite((site) => site.grids.get(gridId ?? ''));
  const unit = useSite((site) => site.units.get(unitId ?? ''));
  if (grid) {
    return (
      <Side title={t('map.gridCard')} onClose={onLeave}>
        <MapGrid key={grid.id} grid={grid} />
      </Side>
    );
  }
  if (!unit) return otherwise;
  return (
    <Side title={t('map.unitCard')} onClose={onLeave}>
      <MapUnit key={unit.id} unit={unit} />
    </Side>
  );
}

type ListsProps = Omit<MapSideProps, 'reportedPlace' | 'onReportEnd'>;

function Lists({ found, isFiltered, isListed, onUnlist, spot, onLeaveSpot, hereAt, ...here }: ListsProps) {
  const { t } = useTranslation();
  if (hereAt) {
    return (
      <Side title={t('places.hereTitle')} onClose={here.onLeaveHere}>
        <MapHere position={hereAt} canReport={here.canReport} onReport={here.onReportHere} />
      </Side>
    );
  }
  if (spot) {
    return (
      <Side title={t('map.here', { count: spot.length })} onClose={onLeaveSpot} isList>
        <SpotList incidentIds={spot} />
      </Side>
    );
  }
  if (!isListed) return null;
  return (
    <Side title={t('map.listTitle', { count: found.incidents.length })} onClose={onUnlist} isList>
      <MapList found={found} isFiltered={isFiltered} />
    </Side>
  );
}

type SideProps = { title: string; onClose: () => void; isList?: boolean; children: ReactNode };

function Side({ title, onClose, isList = false, children }: SideProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.side} aria-label={title} data-map-side data-list={isList}>
      <header>
        <h2>{title}</h2>
        <ActionIcon onClick={onClose} aria-label={t('map.closeDetails')} title={t('map.closeDetails')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={classes.sideBody}>{children}</div>
    </section>
  );
}
