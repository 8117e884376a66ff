/** Cameras as rows, each with its state, the cause in words, and what it sends. */
import { ActionIcon, Checkbox, Table } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { failureText } from '../api/failure-text.ts';
import { useSite } from '../realtime/site-store.ts';
import { cameraState } from '../video/camera-state.ts';
import { GradeMark } from '../video/GradeMark.tsx';
import { warningTexts } from '../video/health-text.ts';
import { StateMark } from '../video/StateMark.tsx';
import classes from './CameraTable.module.css';
import { recordersOf } from './camera-list.rules.ts';

type CameraTableProps = {
  cameras: readonly Camera[];
  chosenIds: ReadonlySet<string>;
  onChoose: (chosenIds: ReadonlySet<string>) => void;
  onEdit: (camera: Camera) => void;
};

export function CameraTable({ cameras, chosenIds, onChoose, onEdit }: CameraTableProps) {
  const { t } = useTranslation();
  const all = useSite((site) => site.cameras);
  const recorders = useMemo(() => recordersOf(all.values()), [all]);
  const chosenCount = cameras.filter(({ id }) => chosenIds.has(id)).length;
  const areAll = chosenCount === cameras.length;
  return (
    <Table stickyHeader className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.choose}>
            <Checkbox
              size="xs"
              aria-label={t('cameraSheet.chooseAll')}
              checked={areAll}
              indeterminate={chosenCount > 0 && !areAll}
              onChange={() => onChoose(areAll ? new Set() : new Set(cameras.map(({ id }) => id)))}
            />
          </Table.Th>
          <Table.Th>{t('cameras.name')}</Table.Th>
          <Table.Th>{t('cameras.state')}</Table.Th>
          <Table.Th>{t('cameras.grade')}</Table.Th>
          <Table.Th>{t('cameras.group')}</Table.Th>
          <Table.Th>{t('cameras.grid')}</Table.Th>
          <Table.Th>{t('cameras.stream')}</Table.Th>
          <Table.Th className={classes.number}>{t('cameras.bitrate')}</Table.Th>
          <Table.Th className={classes.number}>{t('cameras.viewers')}</Table.Th>
          <Table.Th>{t('cameras.source')}</Table.Th>
          <Table.Th className={classes.actionsHead}>{t('cameras.actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cameras.map((camera) => (
          <CameraRow
            key={camera.id}
            camera={camera}
            recorder={recorders.get(camera.id)}
            isChosen={chosenIds.has(camera.id)}
            onChoose={() => onChoose(toggled(chosenIds, camera.id))}
            onEdit={onEdit}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

type CameraRowProps = {
  camera: Camera;
  /** The device it is one picture of several of. */
  recorder: string | undefined;
  isChosen: boolean;
  onChoose: () => void;
  onEdit: (camera: Camera) => void;
};

function CameraRow({ camera, recorder, isChosen, onChoose, onEdit }: CameraRowProps) {
  const { t } = useTranslation();
  const health = useSite((site) => site.health.get(camera.id));
  const group = useSite((site) => site.cameraGroups.get(camera.groupId));
  const grid = useSite((site) => site.grids.get(camera.gridId ?? ''));
  const sends = health?.codec && !camera.disabled ? health : null;

  return (
    <Table.Tr data-camera={camera.id} data-chosen={isChosen}>
      <Table.Td className={classes.choose}>
        <Checkbox
          size="xs"
          aria-label={t('cameraSheet.chooseOne', { name: camera.name })}
          checked={isChosen}
          onChange={onChoose}
        />
      </Table.Td>
      <Table.Td className={classes.name}>{camera.name}</Table.Td>
      <Table.Td className={classes.state}>
        <StateMark state={cameraState(camera, health)} />
        {health?.cause && !camera.disabled && <p className={classes.cause}>{failureText(t, health.cause)}</p>}
        {health &&
          warningTexts(t, health).map((text) => (
            <p key={text} className={classes.cause}>
              {text}
            </p>
          ))}
      </Table.Td>
      <Table.Td>{health && health.grade !== 'none' ? <GradeMark grade={health.grade} /> : '—'}</Table.Td>
      <Table.Td>{group?.name ?? '—'}</Table.Td>
      <Table.Td>{grid?.name ?? '—'}</Table.Td>
      <Table.Td className={classes.stream}>
        {sends ? (
          <>
            <span>{sends.codec}</span>
            <span>
              {t('cameras.size', { width: sends.width, height: sends.height })} ·{' '}
              {t('cameras.fps', { fps: Math.round(sends.framesPerSecond) })}
            </span>
          </>
        ) : (
          '—'
        )}
      </Table.Td>
      <Table.Td className={classes.number}>
        {sends ? t('cameras.kbps', { kbps: Math.round(sends.bitrateKbps) }) : '—'}
      </Table.Td>
      <Table.Td className={classes.number}>{health?.viewerCount ?? 0}</Table.Td>
      <Table.Td className={classes.address} title={camera.sourceUrl}>
        {camera.intake !== 'rtsp' && <span className={classes.intake}>{t(`cameras.intakeName.${camera.intake}`)}</span>}
        {recorder !== undefined && (
          <span className={classes.intake}>{t('cameras.ofRecorder', { host: recorder })}</span>
        )}
        {camera.sourceUrl}
      </Table.Td>
      <Table.Td>
        <ActionIcon
          onClick={() => onEdit(camera)}
          aria-label={t('cameras.editOf', { name: camera.name })}
          title={t('cameras.edit')}
        >
          <IconPencil size={16} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}
