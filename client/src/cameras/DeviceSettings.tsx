/**
 * What is set in the camera itself, over ONVIF: its picture, day and night, its outputs, its restart.
 * Each takes effect at once, because one must see what it does.
 */
import { Button, Group, SegmentedControl, Slider } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPower } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { CameraImaging, ChangeImaging } from '../../../config/contract/imaging.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './CameraEditor.module.css';
import own from './DeviceSettings.module.css';
import { EncoderForm } from './EncoderForm.tsx';

const LEVELS = ['brightness', 'contrast', 'colorSaturation', 'sharpness', 'iris'] as const;
const AUTO_OR_BY_HAND = ['exposureMode', 'focusMode'] as const;

/** Nothing for a camera that offers none of it. */
export function DeviceSettings({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const features = useSite((site) => site.health.get(camera.id)?.features);
  if (camera.onvifUrl === '' || !features || features.length === 0) return null;
  return (
    <fieldset className={classes.part}>
      <legend>{t('imaging.title')}</legend>
      <p className={classes.hint}>{t('imaging.hint')}</p>
      <EncoderForm camera={camera} />
      {features.includes('imaging') && <Picture cameraId={camera.id} />}
      {features.includes('relays') && <Relays cameraId={camera.id} />}
      <Reboot camera={camera} />
    </fieldset>
  );
}

function Picture({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { cameraId };
  const queryKey = ['imaging', cameraId];
  const settings = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/imaging', { params, signal }),
    gcTime: 0,
  });
  const set = useMutation({
    mutationFn: (body: ChangeImaging) => api('PATCH /api/cameras/:cameraId/imaging', { params, body }),
    onSuccess: (after) => client.setQueryData(queryKey, after),
    onError: (thrown) => {
      sayFailure(thrown);
      void settings.refetch();
    },
  });
  if (settings.isPending) return <p className={classes.hint}>{t('imaging.reading')}</p>;
  if (settings.error) {
    return <FailureNotice failure={failureOf(settings.error)} onRetry={() => void settings.refetch()} />;
  }
  // Made anew with what the camera says it is set to now.
  return <PictureFields key={JSON.stringify(settings.data)} imaging={settings.data} onSet={set.mutate} />;
}

function PictureFields({ imaging, onSet }: { imaging: CameraImaging; onSet: (change: ChangeImaging) => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { irCutFilter, exposureMode } = imaging;
  return (
    <>
      <div className={own.levels}>
        {LEVELS.map((name) => {
          const level = imaging[name];
          const isByHand = name !== 'iris' || exposureMode?.value === 'MANUAL';
          return (
            level && (
              <div key={name} className={own.level} title={name === 'iris' ? t('imaging.irisHint') : undefined}>
                <span>{t(`imaging.${name}`)}</span>
                <Slider
                  size="sm"
                  disabled={!canAct || !isByHand}
                  min={level.min}
                  max={level.max}
                  defaultValue={level.value}
                  thumbLabel={t(`imaging.${name}`)}
                  onChangeEnd={(value) => onSet({ [name]: value })}
                />
                <output>{level.value}</output>
              </div>
            )
          );
        })}
      </div>
      <div className={own.modes}>
        {irCutFilter && (
          <Mode
            label={t('imaging.irCutFilter')}
            choice={irCutFilter}
            nameOf={(mode) =>
              t(`imaging.irCutFilterMode.${mode}` as 'imaging.irCutFilterMode.AUTO', { defaultValue: mode })
            }
            onChange={(mode) => onSet({ irCutFilter: mode })}
          />
        )}
        {AUTO_OR_BY_HAND.map((name) => {
          const choice = imaging[name];
          return (
            choice && (
              <Mode
                key={name}
                label={t(`imaging.${name}`)}
                choice={choice}
                nameOf={(mode) =>
                  t(`imaging.focusModeName.${mode}` as 'imaging.focusModeName.AUTO', { defaultValue: mode })
                }
                onChange={(mode) => onSet({ [name]: mode })}
              />
            )
          );
        })}
      </div>
    </>
  );
}

type ModeProps = {
  label: string;
  choice: { value: string; choices: string[] };
  nameOf: (mode: string) => string;
  onChange: (mode: string) => void;
};

function Mode({ label, choice, nameOf, onChange }: ModeProps) {
  const canAct = useCanAct();
  const choices = choice.choices.includes(choice.value) ? choice.choices : [choice.value, ...choice.choices];
  return (
    <div className={own.mode}>
      <span>{label}</span>
      <SegmentedControl
        aria-label={label}
        disabled={!canAct}
        value={choice.value}
        onChange={onChange}
        data={choices.map((value) => ({ value, label: nameOf(value) }))}
      />
    </div>
  );
}

function Relays({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const params = { cameraId };
  const relays = useQuery({
    queryKey: ['relays', cameraId],
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/relays', { params, signal }),
  });
  const flip = useMutation({
    mutationFn: ({ relay, isActive }: { relay: string; isActive: boolean }) =>
      api('POST /api/cameras/:cameraId/relays/:relay', { params: { cameraId, relay }, body: { isActive } }),
    onSuccess: (_, { relay, isActive }) =>
      notifications.show({
        message: t('imaging.switched', { relay, state: t(isActive ? 'imaging.on' : 'imaging.off') }),
      }),
    onError: sayFailure,
  });
  if (!relays.data || relays.data.length === 0) return null;
  return (
    <div className={own.relays}>
      <span>{t('imaging.relays')}</span>
      {relays.data.map((relay) => (
        <Group key={relay} gap={6}>
          <span>{t('imaging.relay', { relay })}</span>
          {[true, false].map((isActive) => (
            <Button
              key={`${isActive}`}
              variant="default"
              disabled={!canAct || flip.isPending}
              onClick={() => flip.mutate({ relay, isActive })}
            >
              {t(isActive ? 'imaging.on' : 'imaging.off')}
            </Button>
          ))}
        </Group>
      ))}
    </div>
  );
}

function Reboot({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const reboot = useMutation({
    mutationFn: () => api('POST /api/cameras/:cameraId/reboot', { params: { cameraId: camera.id } }),
    onSuccess: () => notifications.show({ message: t('imaging.rebooting', { name: camera.name }) }),
    onError: sayFailure,
  });
  return (
    <div>
      <AskFirst
        question={t('imaging.rebootQuestion')}
        keep={t('imaging.keep')}
        act={t('imaging.rebootNow')}
        position="top-start"
        isDangerous
        isBusy={reboot.isPending}
        onAct={reboot.mutate}
      >
        {(ask) => (
          <Button variant="default" leftSection={<IconPower size={16} />} loading={reboot.isPending} {...ask}>
            {t('imaging.reboot')}
          </Button>
        )}
      </AskFirst>
    </div>
  );
}
