/**
 * Settings of a camera's encoder, within what the camera offers: size, frame rate, bit rate, key frames, profile. Read when
 * it is opened, because a camera is asked for several answers; set as a whole, and read back.
 */
import { Button, Group, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, ChangeEncoder, EncoderForm as Offered, Quality, Range } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './EncoderForm.module.css';
import { EncoderTable } from './EncoderTable.tsx';
import { changesOfEncoder, type EncoderDraft, isWithin, sizeText } from './encoder-form.rules.ts';

export function EncoderForm({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [quality, setQuality] = useState<Quality>('main');
  if (!isOpen) {
    return (
      <div>
        <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => setOpen(true)}>
          {t('cameras.encoder.form')}
        </Button>
      </div>
    );
  }
  return (
    <section className={classes.panel} aria-label={t('cameras.encoder.formOf', { name: camera.name })}>
      {camera.subSourceUrl !== '' && (
        <SegmentedControl
          aria-label={t('cameras.encoder.stream')}
          value={quality}
          onChange={(value) => setQuality(value === 'sub' ? 'sub' : 'main')}
          data={[
            { value: 'main', label: t('cameras.encoder.mainStream') },
            { value: 'sub', label: t('cameras.encoder.subStream') },
          ]}
        />
      )}
      <OfStream key={quality} cameraId={camera.id} quality={quality} onClose={() => setOpen(false)} />
    </section>
  );
}

type OfStreamProps = { cameraId: string; quality: Quality; onClose: () => void };

function OfStream({ cameraId, quality, onClose }: OfStreamProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const queryKey = ['encoder', cameraId, quality];
  const params = { cameraId };
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/encoder-settings', { params, query: { quality }, signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const set = useMutation({
    mutationFn: (change: ChangeEncoder) =>
      api('PATCH /api/cameras/:cameraId/encoder-settings', { params, body: { quality, change } }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const close = (
    <Button variant="default" onClick={onClose}>
      {t('act.close')}
    </Button>
  );
  if (read.isPending) return <p>{t('imaging.reading')}</p>;
  if (read.error) {
    return (
      <>
        <FailureNotice failure={failureOf(read.error)} onRetry={() => void read.refetch()} />
        <Group justify="flex-end">{close}</Group>
      </>
    );
  }
  const names = set.data?.notTaken.map((name) => t(`cameras.encoder.setting.${name}`)) ?? [];
  return (
    <>
      <Fields key={JSON.stringify(read.data)} offered={read.data} isBusy={set.isPending} onSet={set.mutate}>
        {close}
      </Fields>
      {set.error && <FailureNotice failure={failureOf(set.error)} />}
      {set.data && (
        <>
          <p role="status">
            {names.length === 0
              ? t('cameras.encoder.done')
              : t('cameras.encoder.partly', { settings: names.join(t('cameras.encoder.comma')) })}
          </p>
          <EncoderTable before={set.data.before} after={set.data.after} afterName="after" />
        </>
      )}
    </>
  );
}

type FieldsProps = {
  offered: Offered;
  isBusy: boolean;
  onSet: (change: ChangeEncoder) => void;
  children: ReactNode;
};

function Fields({ offered: { settings, options }, isBusy, onSet, children }: FieldsProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [draft, setDraft] = useState<EncoderDraft>(settings);
  const change = (part: Partial<EncoderDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changes = changesOfEncoder(settings, draft);
  const sizes = [settings, ...options.sizes].map(sizeText);
  const profiles = [settings.profile ?? [], options.profiles].flat();
  const numbers = [
    ['framesPerSecond', 'fps', options.framesPerSecond],
    ['bitrateKbps', 'kbit/s', options.bitrateKbps],
    ['govLength', t('cameras.encoder.pictures'), options.govLength],
  ] as const;
  const isFine = numbers.every(([name, , range]) => draft[name] === settings[name] || isWithin(draft[name], range));
  return (
    <>
      <p>{t('cameras.encoder.formHint')}</p>
      <div className={classes.fields}>
        <Select
          label={t('cameras.encoder.setting.size')}
          allowDeselect={false}
          value={sizeText(draft)}
          data={[...new Set(sizes)]}
          onChange={(text) => {
            const size = options.sizes.find((each) => sizeText(each) === text) ?? settings;
            change({ width: size.width, height: size.height });
          }}
        />
        <Select
          label={t('cameras.encoder.setting.profile')}
          allowDeselect={false}
          value={draft.profile}
          data={[...new Set(profiles)]}
          onChange={(profile) => change({ profile })}
        />
        {numbers.map(([name, unit, range]) => (
          <NumberInput
            key={name}
            label={t(`cameras.encoder.setting.${name}`)}
            description={rangeText(range)}
            suffix={` ${unit}`}
            allowNegative={false}
            decimalScale={name === 'framesPerSecond' ? 2 : 0}
            disabled={settings[name] === null}
            error={draft[name] !== settings[name] && !isWithin(draft[name], range) && t('cameras.encoder.outside')}
            value={draft[name] ?? ''}
            onChange={(value) => change({ [name]: value === '' ? null : Number(value) })}
          />
        ))}
      </div>
      <Group justify="flex-end">
        {children}
        <Button
          loading={isBusy}
          disabled={!canAct || changes === null || !isFine}
          onClick={() => changes && onSet(changes)}
        >
          {t('cameras.encoder.apply')}
        </Button>
      </Group>
    </>
  );
}

function rangeText(range: Range | null): string {
  return range ? `${range.min} – ${range.max}` : ' ';
}
