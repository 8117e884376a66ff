/** Puts what is seen in a tile into an open incident: which one is chosen, the likeliest stand first. */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconFlag, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { mayActAtAll } from '../../../config/contract/incident-act.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import type { TimedPicture } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Empty } from '../kit/ListState.tsx';
import { serverNowMs, useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay, useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Seen.module.css';
import { SeenPicture } from './SeenPicture.tsx';
import { type Likely, type LockChoice, likelyIncidents, lockedRange } from './seen.rules.ts';
import { useKeepSeen } from './use-keep-seen.ts';
import { useSeenPicture } from './use-seen-picture.ts';

const LOCK_MINUTES = [1, 5, 15];
/** More are not read through; one searches. */
const MOST = 50;

type SeenIntoIncidentProps = {
  camera: Camera;
  /** Out of its recording, and what was marked there; left out: what it shows now. */
  recorded?: { picture: TimedPicture; marked: RecordedSpan | null };
  /** Whether a key where it was seen reports a new one. */
  isReportedByKey?: boolean;
  onDone: () => void;
};

export function SeenIntoIncident({ camera, recorded, isReportedByKey = false, onDone }: SeenIntoIncidentProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { person } = useSession();
  const mayLock = useMay('recording.lock');
  const canAct = useCanAct();
  const incidents = useSite((site) => site.incidents);
  const [search, setSearch] = useState('');
  const [chosenId, setChosen] = useState<string | null>(null);
  const [lock, setLock] = useState<LockChoice>('none');
  const seen = useSeenPicture(camera.id, true, recorded?.picture);
  const keep = useKeepSeen(camera, onDone);
  const likely = useMemo(
    () =>
      likelyIncidents(incidents.values(), (each) => mayActAtAll(person, 'remark', each), { camera, search }).slice(
        0,
        MOST,
      ),
    [incidents, person, camera, search],
  );
  const chosen = incidents.get(chosenId ?? '');
  const marked = recorded?.marked ?? null;
  const rangeOf = (atMs: number) =>
    lockedRange(lock, { atMs, isRecorded: recorded !== undefined }, { marked, nowMs: serverNowMs() });
  const minutesText = (count: number) => t(recorded ? 'seen.lockAround' : 'seen.lockMinutes', { count });

  return (
    <form
      className={classes.sides}
      aria-label={t('seen.into')}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) keep.mutate({ incident: chosen, picture: seen.take, rangeOf });
      }}
    >
      <div className={classes.side}>
        <SeenPicture camera={camera} seen={seen} />
        {mayLock && (
          <Select
            label={t('seen.lock')}
            description={t('seen.lockHint')}
            allowDeselect={false}
            data={[
              { value: 'none', label: t('seen.noLock') },
              ...(marked
                ? [
                    {
                      value: 'marked',
                      label: t('seen.lockMarked', { from: time.clock(marked.fromMs), to: time.clock(marked.toMs) }),
                    },
                  ]
                : []),
              ...LOCK_MINUTES.map((minutes) => ({ value: String(minutes), label: minutesText(minutes) })),
            ]}
            value={String(lock)}
            onChange={(value) => setLock(value === 'none' || value === 'marked' ? value : Number(value))}
          />
        )}
        {keep.error && <FailureNotice failure={failureOf(keep.error)} />}
      </div>
      <div className={classes.side}>
        <TextInput
          aria-label={t('seen.search')}
          placeholder={t('seen.search')}
          leftSection={<IconSearch size={16} />}
          data-autofocus
          value={search}
          onChange={({ currentTarget: { value } }) => setSearch(value)}
        />
        {likely.length === 0 ? (
          <div className={classes.list}>
            <Empty
              icon={IconFlag}
              title={t('seen.noIncidents')}
              {...(isReportedByKey && { hint: t('seen.noIncidentsHint') })}
            />
          </div>
        ) : (
          <ul className={classes.list}>
            {likely.map((each) => (
              <li key={each.incident.id}>
                <Choice
                  likely={each}
                  isChosen={each.incident.id === chosenId}
                  onChoose={() => setChosen(each.incident.id)}
                />
              </li>
            ))}
          </ul>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={keep.isPending} disabled={!canAct || !chosen || !seen.picture}>
            {t('seen.keep')}
          </Button>
        </Group>
      </div>
    </form>
  );
}

type ChoiceProps = { likely: Likely; isChosen: boolean; onChoose: () => void };

function Choice({ likely: { incident, isOfCamera, metres }, isChosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <button type="button" aria-pressed={isChosen} onClick={onChoose}>
      <span className={classes.line}>
        {incident.number}
        <IncidentStateMark state={incident.state} />
        <span>
          {isOfCamera ? t('seen.ofCamera') : metres !== null && t('seen.metres', { metres: Math.round(metres) })}
        </span>
      </span>
      <strong title={incident.title}>{incident.title}</strong>
    </button>
  );
}
