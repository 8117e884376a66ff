/** A place in words: its coordinates, and whether they lie in a grid. */
import { ActionIcon } from '@mantine/core';
import { IconMapPin, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import classes from './PlaceText.module.css';

type PlaceTextProps = { position: Position | null; gridId?: string | null; onClear?: () => void };

export function PlaceText({ position, gridId, onClear }: PlaceTextProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.place}>
      <IconMapPin size={16} stroke={1.6} aria-hidden />
      <span>
        {position ? positionText(position) : t('incidents.noPlace')}
        {position && gridId === null && <em>{t('incidents.outsideGrids')}</em>}
      </span>
      {position && onClear && (
        <ActionIcon
          size="sm"
          onClick={onClear}
          aria-label={t('incidents.clearPlace')}
          title={t('incidents.clearPlace')}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

export function positionText({ longitude, latitude }: Position): string {
  return `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;
}
