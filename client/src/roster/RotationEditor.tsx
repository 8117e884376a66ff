/** Puts up shifts for a stretch of days by turns; what will be put up is seen before it is. */
import { ActionIcon, Button, Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddShift } from '../../../config/contract/roster.ts';
import { dayOf, nextDay } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { FormPart } from '../kit/FormPart.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import classes from './Roster.module.css';
import {
  nextKey,
  type Rotation,
  rotationMistakes,
  SHIFTS_MOST,
  type ShiftKind,
  shiftsOf,
  type Team,
} from './roster.rules.ts';
import { readRosterAnew } from './roster.ts';
import { usePeopleChoices } from './use-people-choices.ts';
import { useShiftText } from './use-shift-text.ts';
import { useWhoseChoices } from './use-whose-choices.ts';

const DAYS = 14;
const PREVIEWED = 14;

export function RotationEditor({ fromDay, onDone }: { fromDay: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const canAct = useCanAct();
  const whose = useWhoseChoices();
  const [unitId, setUnitId] = useState(whose.first);
  const [place, setPlace] = useState('');
  const [wasTried, setTried] = useState(false);
  const [rotation, setRotation] = useState<Rotation>(() => ({
    ...{ fromDay, toDay: nextDay(fromDay, DAYS - 1) },
    kinds: [
      { key: 0, name: '白班', begins: '08:00', hours: 12 },
      { key: 1, name: '夜班', begins: '20:00', hours: 12 },
    ],
    teams: [{ key: 0, leaderId: '', personIds: [] }],
  }));
  const change = (changed: Partial<Rotation>) => setRotation((now) => ({ ...now, ...changed }));
  const mistakes = rotationMistakes(rotation, timeZone);
  const shifts = mistakes.length > 0 ? [] : shiftsOf(rotation, { unitId, place, focus: '' }, timeZone);
  const areTooMany = shifts.length > SHIFTS_MOST;
  const save = useMutation({
    mutationFn: () => api('POST /api/roster/shifts', { body: { shifts } }),
    onSuccess: ({ length }) => {
      notifications.show({ message: t('roster.rotation.saved', { count: length }) });
      onDone();
    },
    onSettled: readRosterAnew,
  });
  const day = (field: 'fromDay' | 'toDay', label: string) => (
    <TextInput
      type="date"
      label={label}
      withAsterisk
      value={rotation[field]}
      onChange={({ currentTarget: { value } }) => change({ [field]: value })}
    />
  );
  return (
    <form
      aria-label={t('roster.rotate')}
      data-unsaved
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (mistakes.length === 0 && !areTooMany) save.mutate();
      }}
    >
      <Stack gap="md">
        <p className={classes.intro}>{t('roster.rotation.intro')}</p>
        {save.error && <FailureNotice failure={failureOf(save.error)} />}
        <Group grow align="start">
          {day('fromDay', t('roster.rotation.from'))}
          {day('toDay', t('roster.rotation.to'))}
          <Select
            label={t('roster.unit')}
            allowDeselect={false}
            value={unitId ?? ''}
            data={whose.choices}
            onChange={(chosen) => setUnitId(chosen || null)}
          />
          <TextInput
            label={t('roster.place')}
            maxLength={60}
            value={place}
            onChange={({ currentTarget: { value } }) => setPlace(value)}
          />
        </Group>
        <div className={classes.rotation}>
          <Stack gap="md">
            <Kinds kinds={rotation.kinds} onChange={(kinds) => change({ kinds })} />
            <Teams teams={rotation.teams} onChange={(teams) => change({ teams })} />
          </Stack>
          <Preview shifts={shifts} />
        </div>
        {wasTried &&
          mistakes.map((mistake) => (
            <p key={mistake} role="alert" className={classes.mistake}>
              {t(`roster.rotation.mistakes.${mistake}`)}
            </p>
          ))}
        {areTooMany && (
          <p role="alert" className={classes.mistake}>
            {t('roster.rotation.tooMany')}
          </p>
        )}
        <DialogButtons
          onCancel={onDone}
          label={t('roster.rotation.save', { count: shifts.length })}
          isBusy={save.isPending}
          isAllowed={canAct && !areTooMany}
        />
      </Stack>
    </form>
  );
}

function Kinds({ kinds, onChange }: { kinds: ShiftKind[]; onChange: (kinds: ShiftKind[]) => void }) {
  const { t } = useTranslation();
  const put = (key: number, changed: Partial<ShiftKind>) =>
    onChange(kinds.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  return (
    <FormPart title={t('roster.rotation.shifts')}>
      {kinds.map(({ key, name, begins, hours }, index) => (
        <div className={classes.kind} key={key}>
          <TextInput
            aria-label={t('roster.name')}
            placeholder={t('roster.name')}
            maxLength={20}
            value={name}
            onChange={({ currentTarget: { value } }) => put(key, { name: value })}
          />
          <TextInput
            type="time"
            aria-label={t('roster.rotation.begins')}
            value={begins}
            onChange={({ currentTarget: { value } }) => put(key, { begins: value })}
          />
          <NumberInput
            aria-label={t('roster.rotation.hours')}
            min={1}
            max={48}
            allowDecimal={false}
            suffix=" h"
            value={hours}
            onChange={(value) => put(key, { hours: Number(value) || 0 })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            disabled={kinds.length === 1}
            aria-label={t('roster.rotation.removeShift', { nth: index + 1 })}
            onClick={() => onChange(kinds.filter((each) => each.key !== key))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <AddOne
        label={t('roster.rotation.addShift')}
        isFull={kinds.length >= 6}
        onAdd={() => onChange([...kinds, { key: nextKey(kinds), name: '', begins: '', hours: 8 }])}
      />
    </FormPart>
  );
}

function Teams({ teams, onChange }: { teams: Team[]; onChange: (teams: Team[]) => void }) {
  const { t } = useTranslation();
  const people = usePeopleChoices(null);
  const put = (key: number, changed: Partial<Team>) =>
    onChange(teams.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  return (
    <FormPart title={t('roster.rotation.teams')}>
      {teams.map(({ key, leaderId, personIds }, index) => (
        <fieldset className={classes.team} key={key} aria-label={t('roster.rotation.team', { nth: index + 1 })}>
          <span>{index + 1}</span>
          <Select
            aria-label={t('roster.leader')}
            placeholder={t('roster.leader')}
            searchable
            value={leaderId || null}
            data={people}
            onChange={(chosen) => put(key, { leaderId: chosen ?? '' })}
          />
          <MultiSelect
            aria-label={t('roster.people')}
            placeholder={personIds.length === 0 ? t('roster.people') : ''}
            searchable
            value={personIds}
            data={people.filter(({ value }) => value !== leaderId)}
            onChange={(chosen) => put(key, { personIds: chosen })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            disabled={teams.length === 1}
            aria-label={t('roster.rotation.removeTeam', { nth: index + 1 })}
            onClick={() => onChange(teams.filter((each) => each.key !== key))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <AddOne
        label={t('roster.rotation.addTeam')}
        isFull={teams.length >= 20}
        onAdd={() => onChange([...teams, { key: nextKey(teams), leaderId: '', personIds: [] }])}
      />
    </FormPart>
  );
}

function AddOne({ label, isFull, onAdd }: { label: string; isFull: boolean; onAdd: () => void }) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={isFull}
      onClick={onAdd}
    >
      {label}
    </Button>
  );
}

function Preview({ shifts }: { shifts: readonly AddShift[] }) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const shiftText = useShiftText();
  const people = usePeopleChoices(null);
  const nameOf = (personId: string) => people.find(({ value }) => value === personId)?.label ?? '';
  return (
    <section className={classes.preview} aria-label={t('roster.rotation.preview', { count: shifts.length })}>
      <h3>
        {shifts.length === 0
          ? t('roster.rotation.previewEmpty')
          : t('roster.rotation.preview', { count: shifts.length })}
      </h3>
      <ol>
        {shifts.slice(0, PREVIEWED).map((shift) => (
          <li key={shift.fromMs}>
            <span>{dayOf(shift.fromMs, timeZone).slice(5)}</span>
            <span>{shiftText(shift)}</span>
            <strong>{nameOf(shift.leaderId)}</strong>
          </li>
        ))}
      </ol>
      {shifts.length > PREVIEWED && <p>{t('roster.rotation.more', { count: shifts.length - PREVIEWED })}</p>}
    </section>
  );
}
