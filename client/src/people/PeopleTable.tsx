/** People as rows. */
import { ActionIcon, Table } from '@mantine/core';
import { IconBan, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import type { CameraGroupRight } from '../../../config/contract/rights.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { EndSessions } from './EndSessions.tsx';
import classes from './PeopleTable.module.css';

type PeopleTableProps = { people: readonly Person[]; onEdit: (person: Person) => void };

export function PeopleTable({ people, onEdit }: PeopleTableProps) {
  const { t } = useTranslation();
  return (
    <Table stickyHeader className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('people.name')}</Table.Th>
          <Table.Th>{t('people.account')}</Table.Th>
          <Table.Th>{t('people.role')}</Table.Th>
          <Table.Th>{t('people.state')}</Table.Th>
          <Table.Th>{t('people.groups')}</Table.Th>
          <Table.Th>{t('people.unit')}</Table.Th>
          <Table.Th>{t('people.post')}</Table.Th>
          <Table.Th>{t('people.phone')}</Table.Th>
          <Table.Th>{t('people.createdAt')}</Table.Th>
          <Table.Th className={classes.actionsHead}>{t('people.actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} onEdit={onEdit} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PersonRow({ person, onEdit }: { person: Person; onEdit: (person: Person) => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const own = useSession().person.id === person.id;
  const StateIcon = person.disabled ? IconBan : IconCircleCheck;
  return (
    <Table.Tr data-disabled={person.disabled} data-account={person.account}>
      <Table.Td className={classes.name}>
        {person.name}
        {own && <em>{t('people.you')}</em>}
      </Table.Td>
      <Table.Td>{person.account}</Table.Td>
      <Table.Td>{t(`role.${person.role}`)}</Table.Td>
      <Table.Td>
        <span className={classes.state}>
          <StateIcon size={14} stroke={1.8} aria-hidden />
          {t(person.disabled ? 'people.disabled' : 'people.active')}
        </span>
      </Table.Td>
      <Table.Td className={classes.groups}>
        <Groups right={person.cameraGroups} />
      </Table.Td>
      <Table.Td>{person.unit || '—'}</Table.Td>
      <Table.Td>{person.post || '—'}</Table.Td>
      <Table.Td>{person.phone || '—'}</Table.Td>
      <Table.Td>{time.dateTime(person.createdAtMs)}</Table.Td>
      <Table.Td>
        <span className={classes.actions}>
          <EndSessions person={person} />
          <ActionIcon
            onClick={() => onEdit(person)}
            aria-label={t('people.editOf', { name: person.name })}
            title={t('people.edit')}
          >
            <IconPencil size={16} />
          </ActionIcon>
        </span>
      </Table.Td>
    </Table.Tr>
  );
}

function Groups({ right }: { right: CameraGroupRight }) {
  const { t } = useTranslation();
  const groups = useSite((site) => site.cameraGroups);
  if (right === 'all') return t('people.allGroups');
  if (right.length === 0) return t('people.noGroups');
  return right.map((groupId) => groups.get(groupId)?.name ?? groupId).join('、');
}
