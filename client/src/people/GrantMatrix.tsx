/** Grants as rows, what they allow as columns. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraGrant } from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';
import { CameraAction } from '../../../config/contract/rights.ts';
import classes from './CameraRights.module.css';
import { GrantRow } from './GrantRow.tsx';

type GrantMatrixProps = { grants: readonly CameraGrant[]; people: readonly Person[] };

export function GrantMatrix({ grants, people }: GrantMatrixProps) {
  const { t } = useTranslation();
  return (
    <Table className={classes.table} aria-label={t('cameraRights.tab')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cameraRights.to')}</Table.Th>
          <Table.Th>{t('cameraRights.groups')}</Table.Th>
          {CameraAction.options.map((action) => (
            <Table.Th key={action} className={classes.action}>
              {t(`rights.${action}`)}
            </Table.Th>
          ))}
          <Table.Th className={classes.action}>{t('cameraRights.needsApproval')}</Table.Th>
          <Table.Th>{t('cameraRights.until')}</Table.Th>
          <Table.Th className={classes.edit}>{t('cameraRights.edit')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {grants.map((grant) => (
          <GrantRow key={grant.id} grant={grant} people={people} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
