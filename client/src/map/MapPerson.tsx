/** Somebody on duty: how they are reached, where they are, and what they have in hand. */
import { SegmentedControl } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { isInHand } from '../duty/duty.rules.ts';
import { Facts } from '../kit/Facts.tsx';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './MapPage.module.css';
import { OpenIncidents } from './OpenIncidents.tsx';
import { isOldPosition, TRAIL_MINUTES, type TrailMinutes } from './person-pins.rules.ts';

type MapPersonProps = { person: OnDuty; minutes: TrailMinutes; onMinutes: (minutes: TrailMinutes) => void };

export function MapPerson({ person, minutes, onMinutes }: MapPersonProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs();
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  const unit = useSite((site) => site.units.get(person.unitId ?? ''));
  const grids = useSite((site) => site.grids);
  const { selectUnit } = useSelection();
  const belongs = useCallback((incident: Incident) => isInHand(incident, person.personId), [person.personId]);
  const { position } = person;
  return (
    <div className={classes.card} data-person={person.personId}>
      <h3>{person.name}</h3>
      <Facts
        facts={[
          [t('cameras.state'), t(`duty.state.${person.state}`)],
          [
            t('map.personUnit'),
            unit ? (
              <button key="unit" type="button" className={classes.link} onClick={() => selectUnit(unit.id)}>
                {unit.name}
              </button>
            ) : (
              person.unitName
            ),
          ],
          [t('people.post'), person.post],
          [t('units.callSign'), unit?.callSign],
          [t('units.vehicles'), unit?.vehicles.join('、')],
          [t('incidents.grid'), person.gridIds.flatMap((id) => grids.get(id)?.name ?? []).join('、')],
          [t('units.phone'), person.phone],
          [t('map.onDutySince'), t('map.onDutyFor', sinceWords())],
          [t('map.lastPosition'), positionWords()],
        ]}
      />
      {position && !isPast && (
        <section className={classes.alerts} aria-label={t('map.trail')}>
          <h4>{t('map.trail')}</h4>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('map.trail')}
            value={String(minutes)}
            onChange={(value) => onMinutes(TRAIL_MINUTES.find((each) => String(each) === value) ?? minutes)}
            data={TRAIL_MINUTES.map((each) => ({ value: String(each), label: t('map.trailMinutes', { count: each }) }))}
          />
        </section>
      )}
      <OpenIncidents title={t('map.inHand')} none={t('map.nothingInHand')} belongs={belongs} />
    </div>
  );

  function sinceWords() {
    return { at: time.short(person.onSinceMs, nowMs), age: time.duration(nowMs - person.onSinceMs) };
  }

  function positionWords() {
    if (!position) return t('duty.noPosition');
    const ago = t('map.ago', { age: time.duration(nowMs - position.atMs) });
    const accuracy = position.accuracyM === null ? '' : t('map.accuracy', { metres: Math.round(position.accuracyM) });
    const old = isOldPosition(position, nowMs) ? t('map.positionOld') : '';
    return [ago, accuracy, old].filter(Boolean).join(' · ');
  }
}
