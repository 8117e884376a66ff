/** The register of units: who incidents are sent to, who heads them and how many people they have. */
import { Button, Table } from '@mantine/core';
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { Drawer } from '../kit/Drawer.tsx';
import { Empty, Loading } from '../kit/ListState.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { UnitEditor } from './UnitEditor.tsx';
import classes from './UnitsPanel.module.css';

export function UnitsPanel({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const isLoaded = useSite((site) => site.loaded);
  const units = useSite((site) => site.units);
  const [edited, setEdited] = useState<'new' | Unit | null>(null);
  const close = () => setEdited(null);
  const listed = [...units.values()].toSorted(
    (one, other) => one.kind.localeCompare(other.kind) || one.name.localeCompare(other.name),
  );
  if (!isLoaded) return <Loading />;
  return (
    <section className={classes.panel} aria-label={t('units.tab')}>
      <Button
        className={classes.add}
        leftSection={<IconPlus size={16} />}
        disabled={!canAct}
        onClick={() => setEdited('new')}
      >
        {t('units.add')}
      </Button>
      {listed.length === 0 ? (
        <Empty icon={IconBuildingCommunity} title={t('units.empty')} hint={t('units.emptyHint')} />
      ) : (
        <UnitTable units={listed} people={people} onEdit={setEdited} />
      )}
      <Drawer
        opened={edited !== null}
        onClose={close}
        position="right"
        title={edited === 'new' ? t('units.add') : t('units.editOf', { name: edited?.name ?? '' })}
      >
        {edited && <UnitEditor unit={edited === 'new' ? null : edited} people={people} onDone={close} />}
      </Drawer>
    </section>
  );
}

type UnitTableProps = { units: readonly Unit[]; people: readonly Person[]; onEdit: (unit: Unit) => void };

function UnitTable({ units, people, onEdit }: UnitTableProps) {
  const { t } = useTranslation();
  const nameOf = (personId: string | null) => people.find(({ id }) => id === personId)?.name;
  const countOf = (unitId: string) => people.filter((person) => person.unitId === unitId && !person.disabled).length;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'kind', 'head', 'people', 'phone', 'callSign', 'state'] as const).map((name) => (
            <Table.Th key={name}>{t(`units.${name}`)}</Table.Th>
          ))}
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {units.map((unit) => (
          <Table.Tr key={unit.id} data-disabled={unit.disabled}>
            <Table.Td>{unit.name}</Table.Td>
            <Table.Td>{t(`units.kinds.${unit.kind}`)}</Table.Td>
            <Table.Td>{nameOf(unit.headId) ?? '—'}</Table.Td>
            <Table.Td>{countOf(unit.id)}</Table.Td>
            <Table.Td>{unit.phone || '—'}</Table.Td>
            <Table.Td>{[unit.callSign, ...unit.vehicles].filter(Boolean).join(' · ') || '—'}</Table.Td>
            <Table.Td>{t(unit.disabled ? 'units.disabled' : 'units.inUse')}</Table.Td>
            <Table.Td>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('units.editOf', { name: unit.name })}
                onClick={() => onEdit(unit)}
              >
                {t('act.edit')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
