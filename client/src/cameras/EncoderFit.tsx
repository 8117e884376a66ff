/**
 * Offers to set the camera's encoder where browsers cannot show what it sends as it is: what would
 * change is shown first, and afterwards what the camera made of it. It is the saved camera that is
 * set, so what is typed and not saved yet is not offered.
 */
import { Button, Group, Modal, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './EncoderFit.module.css';
import { EncoderTable } from './EncoderTable.tsx';

type EncoderFitProps = {
  /** Null while it is not saved yet. */
  camera: Camera | null;
  /** As typed. */
  onvifUrl: string;
};

export function EncoderFit({ camera, onvifUrl }: EncoderFitProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const params = { cameraId: camera?.id ?? '' };
  const [isOpen, setOpen] = useState(false);
  const preview = useMutation({
    mutationFn: () => api('GET /api/cameras/:cameraId/encoder', { params }),
    onSuccess: () => setOpen(true),
  });
  const fit = useMutation({ mutationFn: () => api('POST /api/cameras/:cameraId/encoder', { params }) });
  const start = () => {
    fit.reset();
    preview.mutate();
  };
  const close = () => setOpen(false);

  if (onvifUrl.trim() === '') return <p className={classes.hint}>{t('cameras.encoder.needsOnvif')}</p>;
  if (camera?.onvifUrl !== onvifUrl.trim()) return <p className={classes.hint}>{t('cameras.encoder.saveFirst')}</p>;
  return (
    <div className={classes.offer}>
      <Button
        variant="default"
        leftSection={<IconAdjustments size={16} />}
        loading={preview.isPending}
        disabled={!canAct}
        onClick={start}
      >
        {t('cameras.encoder.offer')}
      </Button>
      {preview.error && <FailureNotice failure={failureOf(preview.error)} />}
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('cameras.encoder.title', { name: camera.name })}
        closeButtonProps={{ 'aria-label': t('act.close') }}
        size={560}
      >
        {preview.data && !fit.data && (
          <Question
            isFit={isSame(preview.data.before, preview.data.wanted)}
            isBusy={fit.isPending}
            isAllowed={canAct}
            onCancel={close}
            onApply={() => fit.mutate()}
          >
            <EncoderTable before={preview.data.before} after={preview.data.wanted} afterName="wanted" />
            {fit.error && <FailureNotice failure={failureOf(fit.error)} />}
          </Question>
        )}
        {fit.data && (
          <div data-encoder-fit={fit.data.notTaken.length === 0 ? 'done' : 'partly'}>
            <Text size="sm" mb="sm" role="status">
              {fit.data.notTaken.length === 0
                ? t('cameras.encoder.done')
                : t('cameras.encoder.partly', {
                    settings: fit.data.notTaken
                      .map((name) => t(`cameras.encoder.setting.${name}`))
                      .join(t('cameras.encoder.comma')),
                  })}
            </Text>
            <EncoderTable before={fit.data.before} after={fit.data.after} afterName="after" />
            <Group justify="flex-end" mt="md">
              <Button onClick={close}>{t('act.close')}</Button>
            </Group>
          </div>
        )}
      </Modal>
    </div>
  );
}

type QuestionProps = {
  isFit: boolean;
  isBusy: boolean;
  isAllowed: boolean;
  onCancel: () => void;
  onApply: () => void;
  children: ReactNode;
};

function Question({ isFit, isBusy, isAllowed, onCancel, onApply, children }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" mb="sm">
        {t(isFit ? 'cameras.encoder.isFit' : 'cameras.encoder.question')}
      </Text>
      {children}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          {t(isFit ? 'act.close' : 'act.cancel')}
        </Button>
        {!isFit && (
          <Button loading={isBusy} disabled={!isAllowed} onClick={onApply}>
            {t('cameras.encoder.apply')}
          </Button>
        )}
      </Group>
    </>
  );
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
