/**
 * People on duty on the map, and the way the one in hand came. Of a past moment, those who
 * were on duty where they were last by then, and no way: of whoever is off duty since none
 * is told.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyPoint, DutyTrail, OnDuty } from '../../../config/contract/duty.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { useDuty } from '../duty/duty.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { layerPart } from './layer-part.ts';
import { personLayers } from './person-layers.ts';
import { extendedTrail, type PersonPin, personPins, type TrailMinutes } from './person-pins.rules.ts';

const AGES_EVERY_MS = 10_000;
const TRAIL_ANEW_MS = 60_000;
const MINUTE_MS = 60_000;
const NOBODY: readonly PersonPin[] = [];
const NO_TRAIL: readonly DutyPoint[] = [];

export function useMapPeople(isShown: boolean, minutes: TrailMinutes) {
  const { t } = useTranslation();
  const time = useTimeText();
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  const onDuty = useDuty();
  const units = useSite((site) => site.units);
  const nowMs = useShownMs(AGES_EVERY_MS);
  const { personId } = useSelection();
  const chosen = onDuty.find((person) => person.personId === personId);
  const people = useMemo(
    () => (isShown ? personPins(onDuty, { nowMs, units }) : NOBODY),
    [isShown, onDuty, nowMs, units],
  );
  const trail = useTrail(isShown && !isPast ? chosen : undefined, minutes, nowMs);
  const ago = (ageMs: number) => t('map.ago', { age: time.duration(ageMs) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: words change with the language alone
  const part = useMemo(
    () => layerPart((look) => personLayers({ people, trail, chosenId: personId, ago }, look)),
    [people, trail, personId, t],
  );
  const unplacedThen = isShown && isPast ? onDuty.filter(({ position }) => position === null).length : 0;
  return { people, trail, part, chosen, unplacedThen };
}

/** Nothing of somebody off duty. */
function useTrail(person: OnDuty | undefined, minutes: TrailMinutes, nowMs: number): readonly DutyPoint[] {
  const personId = person?.personId ?? '';
  const position = person?.position ?? null;
  const key = useMemo(() => ['duty', 'trail', personId, minutes] as const, [personId, minutes]);
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api('GET /api/duty/trails', {
        query: { sinceMs: Math.round(serverNowMs() - minutes * MINUTE_MS), personId },
        signal,
      }),
    enabled: person !== undefined,
    refetchInterval: TRAIL_ANEW_MS,
  });
  // What comes live is kept, so that the way between two readings has its bends.
  useEffect(() => {
    if (!position) return;
    queryClient.setQueryData<DutyTrail[]>(key, (trails) =>
      trails?.map((trail) => ({ ...trail, points: extendedTrail(trail.points, position, 0) })),
    );
  }, [key, position]);
  const points = person ? data?.[0]?.points : undefined;
  return useMemo(
    () => (points ? extendedTrail(points, position, nowMs - minutes * MINUTE_MS) : NO_TRAIL),
    [points, position, nowMs, minutes],
  );
}
