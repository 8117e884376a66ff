/**
 * Offers to set the camera's encoder where browsers cannot show what it sends as it is: what would
 * change is shown first, and afterwards what the camera made of it. It is the saved camera that is
 * set, so what is typed and not saved yet is not offered. It asks in the form, not over it: Escape
 * would close both.
 */
import { Button, Group } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, EncoderFit as EncoderFitted, EncoderPreview } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './EncoderFit.module.css';
import { EncoderTable } from './EncoderTable.tsx';

type EncoderFitProps = {
  /** Whether what the camera sends would be mended by it. */
  isUnfit: boolean;
  /** Null while it is not saved yet. */
  camera: Camera | null;
  /** As typed. */
  onvifUrl: string;
};

export function EncoderFit({ isUnfit, camera, onvifUrl }: EncoderFitProps) {
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

  // What came of it stays to be read, though it is then fit.
  if (!isUnfit && !isOpen) return null;
  if (onvifUrl.trim() === '') return <p className={classes.hint}>{t('cameras.encoder.needsOnvif')}</p>;
  if (camera?.onvifUrl !== onvifUrl.trim()) return <p className={classes.hint}>{t('cameras.encoder.saveFirst')}</p>;
  return (
    <div className={classes.offer}>
      {!isOpen && (
        <Button
          variant="default"
          leftSection={<IconAdjustments size={16} />}
          loading={preview.isPending}
          disabled={!canAct}
          onClick={start}
        >
          {t('cameras.encoder.offer')}
        </Button>
      )}
      {preview.error && <FailureNotice failure={failureOf(preview.error)} />}
      {isOpen && preview.data && (
        <section className={classes.panel} aria-label={t('cameras.encoder.title', { name: camera.name })}>
          {fit.data ? (
            <Outcome fit={fit.data} onClose={close} />
          ) : (
            <Question
              preview={preview.data}
              isBusy={fit.isPending}
              isAllowed={canAct}
              onCancel={close}
              onApply={fit.mutate}
            >
              {fit.error && <FailureNotice failure={failureOf(fit.error)} />}
            </Question>
          )}
        </section>
      )}
    </div>
  );
}

type QuestionProps = {
  preview: EncoderPreview;
  isBusy: boolean;
  isAllowed: boolean;
  onCancel: () => void;
  onApply: () => void;
  /** What went wrong with it. */
  children: ReactNode;
};

function Question({ preview: { before, wanted }, isBusy, isAllowed, onCancel, onApply, children }: QuestionProps) {
  const { t } = useTranslation();
  const isFit = JSON.stringify(before) === JSON.stringify(wanted);
  return (
    <>
      <p>{t(isFit ? 'cameras.encoder.isFit' : 'cameras.encoder.question')}</p>
      <EncoderTable before={before} after={wanted} afterName="wanted" />
      {children}
      <Group justify="flex-end">
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

function Outcome({ fit: { before, after, notTaken }, onClose }: { fit: EncoderFitted; onClose: () => void }) {
  const { t } = useTranslation();
  const settings = notTaken.map((name) => t(`cameras.encoder.setting.${name}`)).join(t('cameras.encoder.comma'));
  return (
    <>
      <p role="status">
        {notTaken.length === 0 ? t('cameras.encoder.done') : t('cameras.encoder.partly', { settings })}
      </p>
      <EncoderTable before={before} after={after} afterName="after" />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('act.close')}
        </Button>
      </Group>
    </>
  );
}
