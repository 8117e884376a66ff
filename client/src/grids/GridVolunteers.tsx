/** Volunteers of a grid, with as little of them as it takes; a whole phone number is asked for one by one. */
import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconPhone, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddGridVolunteer, type GridVolunteer, VolunteerKind } from '../../../config/contract/grid-member.ts';
import { api } from '../api/api.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './GridsPage.module.css';
import { gridVolunteersKey } from './grids-key.ts';

type GridVolunteersProps = { gridId: string; mayConfigure: boolean };

export function GridVolunteers({ gridId, mayConfigure }: GridVolunteersProps) {
  const { t } = useTranslation();
  const volunteers = useQuery({
    queryKey: gridVolunteersKey(gridId),
    queryFn: ({ signal }) => api('GET /api/grids/:gridId/volunteers', { params: { gridId }, signal }),
  });
  return (
    <section className={classes.part}>
      <h3>{t('grids.volunteers')}</h3>
      {volunteers.isPending && <Loading />}
      {volunteers.error && !volunteers.data && (
        <Failed thrown={volunteers.error} onRetry={() => void volunteers.refetch()} />
      )}
      {volunteers.data?.length === 0 && <p>{t('grids.noVolunteers')}</p>}
      <ul className={classes.people}>
        {volunteers.data?.map((volunteer) => (
          <Volunteer key={volunteer.id} volunteer={volunteer} mayConfigure={mayConfigure} />
        ))}
      </ul>
      {mayConfigure && <AddVolunteer key={volunteers.data?.length ?? 0} gridId={gridId} />}
    </section>
  );
}

function Volunteer({ volunteer, mayConfigure }: { volunteer: GridVolunteer; mayConfigure: boolean }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const { id: volunteerId, gridId, name, kind, phone } = volunteer;
  const show = useMutation({
    mutationFn: () => api('POST /api/grid-volunteers/:volunteerId/phone', { params: { volunteerId } }),
    onError: sayFailure,
  });
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/grid-volunteers/:volunteerId', { params: { volunteerId } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: gridVolunteersKey(gridId) }),
    onError: sayFailure,
  });
  return (
    <li>
      <strong>{name}</strong>
      <span>{t(`grids.volunteerKinds.${kind}`)}</span>
      <span className={classes.mono}>{show.data?.phone ?? phone}</span>
      {mayConfigure && (
        <>
          <ActionIcon
            size="sm"
            disabled={!canAct || phone === '' || show.data !== undefined}
            loading={show.isPending}
            onClick={() => show.mutate()}
            aria-label={t('grids.showPhone', { name })}
            title={t('grids.showPhone', { name })}
          >
            <IconPhone size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            disabled={!canAct}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={t('grids.removeVolunteer', { name })}
            title={t('grids.removeVolunteer', { name })}
          >
            <IconUserMinus size={14} />
          </ActionIcon>
        </>
      )}
    </li>
  );
}

function AddVolunteer({ gridId }: { gridId: string }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const [what, setWhat] = useState<AddGridVolunteer>({ kind: 'property', name: '', phone: '' });
  const isFit = AddGridVolunteer.safeParse(what).success;
  const add = useMutation({
    mutationFn: () => api('POST /api/grids/:gridId/volunteers', { params: { gridId }, body: what }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: gridVolunteersKey(gridId) }),
    onError: sayFailure,
  });
  return (
    <div className={classes.add}>
      <Select
        size="xs"
        w={90}
        allowDeselect={false}
        aria-label={t('grids.volunteerKind')}
        value={what.kind}
        onChange={(kind) => setWhat({ ...what, kind: VolunteerKind.catch('other').parse(kind) })}
        data={VolunteerKind.options.map((value) => ({ value, label: t(`grids.volunteerKinds.${value}`) }))}
      />
      <TextInput
        size="xs"
        aria-label={t('grids.volunteerName')}
        placeholder={t('grids.volunteerName')}
        autoComplete="off"
        value={what.name}
        onChange={(event) => setWhat({ ...what, name: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="tel"
        aria-label={t('grids.volunteerPhone')}
        placeholder={t('grids.volunteerPhone')}
        autoComplete="off"
        value={what.phone}
        onChange={(event) => setWhat({ ...what, phone: event.currentTarget.value })}
      />
      <ActionIcon
        size={30}
        variant="default"
        disabled={!canAct || !isFit}
        loading={add.isPending}
        onClick={() => add.mutate()}
        aria-label={t('grids.addVolunteer')}
        title={t('grids.addVolunteer')}
      >
        <IconUserPlus size={14} />
      </ActionIcon>
    </div>
  );
}
