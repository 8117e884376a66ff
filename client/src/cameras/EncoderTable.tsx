/** Settings of an encoder before and after, one a row; what changes stands out, what the camera does not say is left out. */
import { Table } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { EncoderSettings } from '../../../config/contract/camera.ts';
import classes from './EncoderFit.module.css';

type EncoderTableProps = { before: EncoderSettings; after: EncoderSettings; afterName: 'wanted' | 'after' };

export function EncoderTable({ before, after, afterName }: EncoderTableProps) {
  const { t } = useTranslation();
  const then = new Map(rowsOf(t, after));
  const now = rowsOf(t, before).filter(([name, text]) => text !== '' || then.get(name) !== '');
  return (
    <Table className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cameras.encoder.settingName')}</Table.Th>
          <Table.Th>{t('cameras.encoder.before')}</Table.Th>
          <Table.Th>{t(`cameras.encoder.${afterName}`)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {now.map(([name, text]) => (
          <Table.Tr key={name} data-setting={name} data-changed={text !== then.get(name)}>
            <Table.Th scope="row">{t(`cameras.encoder.setting.${name}`)}</Table.Th>
            <Table.Td>{text}</Table.Td>
            <Table.Td>{then.get(name)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type RowName =
  | 'encoding'
  | 'profile'
  | 'anchorFrameDistance'
  | 'govLength'
  | 'size'
  | 'framesPerSecond'
  | 'bitrateKbps';

function rowsOf(t: TFunction, settings: EncoderSettings): [name: RowName, text: string][] {
  const { encoding, profile, anchorFrameDistance, govLength, framesPerSecond, bitrateKbps, width, height } = settings;
  return [
    ['encoding', encoding],
    ['profile', profile ?? ''],
    ['anchorFrameDistance', anchorFrameDistance === null ? '' : bFramesText(t, anchorFrameDistance)],
    ['govLength', govLength === null ? '' : keyFramesText(t, govLength, framesPerSecond)],
    ['size', t('cameras.size', { width, height })],
    ['framesPerSecond', framesPerSecond === null ? '' : t('cameras.fps', { fps: framesPerSecond })],
    ['bitrateKbps', bitrateKbps === null ? '' : t('cameras.kbps', { kbps: bitrateKbps })],
  ];
}

function bFramesText(t: TFunction, anchorFrameDistance: number): string {
  return anchorFrameDistance <= 1
    ? t('cameras.encoder.noBFrames')
    : t('cameras.encoder.bFrames', { count: anchorFrameDistance - 1 });
}

function keyFramesText(t: TFunction, pictures: number, framesPerSecond: number | null): string {
  if (!framesPerSecond) return t('cameras.encoder.everyPictures', { pictures });
  const seconds = Math.round((pictures / framesPerSecond) * 10) / 10;
  return t('cameras.encoder.everySeconds', { pictures, seconds });
}
