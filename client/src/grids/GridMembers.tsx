/** Who cares for a grid: one main member or several, and assistants. */
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridPart } from '../../../config/contract/grid-member.ts';
import { api } from '../api/api.ts';
import { Loading } from '../kit/ListState.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './GridsPage.module.css';
import { GRID_CANDIDATES_KEY, GRID_MEMBERS_KEY } from './grids-key.ts';
import { useGridMembers } from './use-grid-members.ts';

type GridMembersProps = { gridId: string; mayConfigure: boolean };

export function GridMembers({ gridId, mayConfigure }: GridMembersProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const known = useGridMembers();
  const members = known?.filter((member) => member.gridId === gridId) ?? [];
  const remove = useMutation({
    mutationFn: (personId: string) =>
      api('DELETE /api/grids/:gridId/members/:personId', { params: { gridId, personId } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: GRID_MEMBERS_KEY }),
    onError: sayFailure,
  });
  return (
    <section className={classes.part}>
      <h3>{t('grids.members')}</h3>
      {!known && <Loading />}
      {known && members.length === 0 && <p>{t('grids.noMembers')}</p>}
      <ul className={classes.people}>
        {members.map(({ personId, name, part, isActive }) => (
          <li key={personId} data-active={isActive}>
            <strong>{name}</strong>
            <span>{isActive ? t(`grids.part.${part}`) : t('grids.inactive')}</span>
            {mayConfigure && (
              <ActionIcon
                size="sm"
                disabled={!canAct}
                loading={remove.isPending && remove.variables === personId}
                onClick={() => remove.mutate(personId)}
                aria-label={t('grids.removeMember', { name })}
                title={t('grids.removeMember', { name })}
              >
                <IconUserMinus size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {mayConfigure && <AddMember gridId={gridId} />}
    </section>
  );
}

function AddMember({ gridId }: { gridId: string }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const [personId, setPersonId] = useState<string | null>(null);
  const [part, setPart] = useState<GridPart>('main');
  const candidates = useQuery({
    queryKey: GRID_CANDIDATES_KEY,
    queryFn: ({ signal }) => api('GET /api/grid-candidates', { signal }),
  });
  const add = useMutation({
    mutationFn: (chosen: string) =>
      api('POST /api/grids/:gridId/members', { params: { gridId }, body: { personId: chosen, part } }),
    onSuccess: () => {
      setPersonId(null);
      void queries.invalidateQueries({ queryKey: GRID_MEMBERS_KEY });
    },
    onError: sayFailure,
  });
  return (
    <div className={classes.add}>
      <Select
        size="xs"
        searchable
        aria-label={t('grids.choosePerson')}
        placeholder={t('grids.choosePerson')}
        value={personId}
        onChange={setPersonId}
        data={(candidates.data ?? []).map((each) => ({
          value: each.personId,
          label: each.unit ? `${each.name}（${each.unit}）` : each.name,
        }))}
      />
      <Select
        size="xs"
        w={100}
        allowDeselect={false}
        aria-label={t('grids.choosePart')}
        value={part}
        onChange={(value) => setPart(value === 'assistant' ? 'assistant' : 'main')}
        data={(['main', 'assistant'] as const).map((value) => ({ value, label: t(`grids.part.${value}`) }))}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconUserPlus size={14} />}
        disabled={!canAct || personId === null}
        loading={add.isPending}
        onClick={() => personId && add.mutate(personId)}
      >
        {t('grids.addMember')}
      </Button>
    </div>
  );
}
