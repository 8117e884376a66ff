/** One picture as large as the screen lets it be; arrow keys go from one to the next. */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import { evidenceUrl } from '../api/evidence.ts';
import { Modal } from '../kit/Modal.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Evidence.module.css';

type EvidenceLightboxProps = {
  pictures: readonly IncidentEvidence[];
  shownId: string | null;
  onShow: (evidenceId: string | null) => void;
};

export function EvidenceLightbox({ pictures, shownId, onShow }: EvidenceLightboxProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const index = pictures.findIndex(({ id }) => id === shownId);
  const shown = pictures[index];
  const go = (step: number) => onShow(pictures[index + step]?.id ?? shownId);
  return (
    <Modal
      opened={shown !== undefined}
      onClose={() => onShow(null)}
      size="auto"
      title={shown && t('evidence.count', { number: index + 1, count: pictures.length })}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') go(-1);
        if (key === 'ArrowRight') go(1);
      }}
    >
      {shown && (
        <figure className={classes.large}>
          <div className={classes.stage}>
            <ActionIcon size="xl" aria-label={t('evidence.previous')} disabled={index === 0} onClick={() => go(-1)}>
              <IconChevronLeft size={28} />
            </ActionIcon>
            <img
              src={evidenceUrl(shown)}
              alt={t('evidence.picture', {
                name: shown.by.name,
                at: time.dateTime(shown.takenAtMs ?? shown.addedAtMs),
              })}
            />
            <ActionIcon
              size="xl"
              aria-label={t('evidence.next')}
              disabled={index === pictures.length - 1}
              onClick={() => go(1)}
            >
              <IconChevronRight size={28} />
            </ActionIcon>
          </div>
          <figcaption>
            <span>{[shown.by.name, shown.unitName].filter(Boolean).join(' · ')}</span>
            <span>{t('evidence.taken', { at: time.dateTime(shown.takenAtMs ?? shown.addedAtMs) })}</span>
            {shown.note && <span>{shown.note}</span>}
          </figcaption>
        </figure>
      )}
    </Modal>
  );
}
