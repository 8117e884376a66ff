/** Tries what was typed before it is saved: a picture and its facts, or the cause and what to do about it. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { failureText } from '../api/failure-text.ts';
import { Facts } from '../kit/Facts.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './CameraEditor.module.css';
import { type CameraForm, cameraMistakes, testedBy, toTestCamera } from './camera-form.rules.ts';
import { refusedBy } from './form-failure.ts';

type CameraTestPanelProps = {
  form: CameraForm;
  cameraId: string | null;
  onRefused: (fields: Record<string, string>) => void;
};

const FIELDS = ['sourceUrl', 'username', 'password'] as const;

export function CameraTestPanel({ form, cameraId, onRefused }: CameraTestPanelProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const test = useMutation({
    mutationFn: (tested: CameraForm) => api('POST /api/cameras/test', { body: toTestCamera(tested, cameraId) }),
    onError: (thrown) => onRefused(refusedBy(t, thrown, FIELDS).fields),
  });
  const isStale = test.variables !== undefined && testedBy(test.variables) !== testedBy(form);
  const failure = test.error ? refusedBy(t, test.error, FIELDS).failure : null;
  const start = () => {
    const { sourceUrl } = cameraMistakes(form);
    if (sourceUrl) return onRefused({ sourceUrl: t(`cameras.need.${sourceUrl}`) });
    test.mutate(form);
  };

  return (
    <div data-camera-test={test.status}>
      <div className={classes.test}>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={test.isPending}
          disabled={!canAct}
          onClick={start}
        >
          {t(test.isIdle ? 'cameras.test' : 'cameras.testAgain')}
        </Button>
        <div role="status">
          {test.isIdle && t('cameras.testHint')}
          {test.isPending && t('cameras.testing')}
          {!test.isPending && isStale && t('cameras.testStale')}
          {failure && !isStale && <FailureNotice failure={failure} />}
        </div>
      </div>
      {test.data && !isStale && <Tested test={test.data} />}
    </div>
  );
}

function Tested({
  test: { picture, codec, width, height, framesPerSecond, audioCodec, warnings },
}: {
  test: CameraTest;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.tested}>
      <img src={`data:image/jpeg;base64,${picture}`} alt={t('cameras.testPicture')} />
      <div>
        <strong>{t('cameras.testGood')}</strong>
        <Facts
          facts={[
            [t('cameras.codec'), codec],
            [t('cameras.frameSize'), t('cameras.size', { width, height })],
            [t('cameras.frameRate'), t('cameras.fps', { fps: Math.round(framesPerSecond * 10) / 10 })],
            [t('cameras.audioCodec'), audioCodec],
          ]}
        />
        {warnings.map((code) => (
          <p key={code} className={classes.note}>
            <IconAlertTriangle size={14} aria-hidden />
            {failureText(t, { code, detail: {} })}
          </p>
        ))}
      </div>
    </div>
  );
}
