/** What one person may do with the cameras of each group, and because of which grant. */
import { Select, Table } from '@mantine/core';
import { IconCheck, IconClockOff, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraGrant } from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';
import { CameraAction } from '../../../config/contract/rights.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './CameraRights.module.css';
import { type ExplainedCell, explained, nameOf } from './camera-grant.rules.ts';
import { granteeText } from './grantee-text.ts';

type ExplainPersonProps = { grants: readonly CameraGrant[]; people: readonly Person[] };

export function ExplainPerson({ grants, people }: ExplainPersonProps) {
  const { t } = useTranslation();
  const groups = useSite((site) => site.cameraGroups);
  const nowMs = useNowMs();
  const [personId, setPersonId] = useState<string | null>(null);
  const person = people.find(({ id }) => id === personId);

  return (
    <section className={classes.explain} aria-label={t('cameraRights.explain')}>
      <header>
        <h2>{t('cameraRights.explain')}</h2>
        <Select
          size="xs"
          w={260}
          aria-label={t('cameraRights.person')}
          placeholder={t('cameraRights.person')}
          searchable
          clearable
          value={personId}
          onChange={setPersonId}
          data={people.map(({ id, name, account }) => ({ value: id, label: `${name}（${account}）` }))}
        />
        {person && (
          <span>
            {t(`role.${person.role}`)}
            {person.unit && ` · ${person.unit}`}
          </span>
        )}
        {person?.disabled && <strong>{t('cameraRights.disabledPerson')}</strong>}
      </header>
      {!person && <p>{t('cameraRights.explainHint')}</p>}
      {person && groups.size === 0 && <p>{t('cameraRights.noGroupsAtAll')}</p>}
      {person && groups.size > 0 && (
        <Table className={classes.table} aria-label={person.name}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cameraRights.group')}</Table.Th>
              {CameraAction.options.map((action) => (
                <Table.Th key={action}>{t(`rights.${action}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {explained(person, inNameOrder(groups.values()), { grants, nowMs }).map(({ group, isVisible, cells }) => (
              <Table.Tr key={group.id} data-group={group.id} data-over={!isVisible}>
                <Table.Td>{group.name}</Table.Td>
                {isVisible ? (
                  cells.map((cell) => (
                    <Table.Td key={cell.action} className={classes.reason}>
                      <Reason cell={cell} />
                    </Table.Td>
                  ))
                ) : (
                  <Table.Td colSpan={CameraAction.options.length}>{t('cameraRights.notVisible')}</Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function Reason({ cell: { grants, endedAtMs, needsApproval } }: { cell: ExplainedCell }) {
  const { t } = useTranslation();
  const time = useTimeText();
  if (endedAtMs !== null) {
    return (
      <>
        <IconClockOff size={14} aria-hidden /> {t('cameraRights.endedAt', { when: time.dateTime(endedAtMs) })}
      </>
    );
  }
  if (grants.length === 0) return <span className={classes.none}>{t('cameraRights.none')}</span>;
  const reasons = grants.map((grant) => {
    const to = granteeText(t, nameOf(grant.to));
    return (
      <p key={grant.id}>
        <IconCheck size={14} aria-hidden />
        {grant.untilMs === null
          ? t('cameraRights.by', { to })
          : t('cameraRights.byUntil', { to, when: time.dateTime(grant.untilMs) })}
      </p>
    );
  });
  return (
    <>
      {reasons}
      {needsApproval && (
        <p>
          <IconUserCheck size={14} aria-hidden />
          {t('cameraRights.withApproval')}
        </p>
      )}
    </>
  );
}
