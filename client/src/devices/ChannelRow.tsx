/** One picture source of a device: what it will be called, which streams are taken, and what it shows. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceChannel, DeviceStream } from '../../../config/contract/device.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './FindDevices.module.css';
import { type ChannelChoice, type Credentials, streamOf } from './find-devices.rules.ts';

type ChannelRowProps = {
  channel: DeviceChannel;
  choice: ChannelChoice;
  credentials: Credentials;
  isAdded: boolean;
  onChoose: (change: Partial<ChannelChoice>) => void;
};

export function ChannelRow({ channel, choice, credentials, isAdded, onChoose }: ChannelRowProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const preview = useMutation({
    mutationFn: (sourceUrl: string) => api('POST /api/cameras/test', { body: { sourceUrl, ...credentials } }),
  });
  const text = ({ name, token, encoding, width, height }: DeviceStream) =>
    t('devices.stream', { name: name || token, encoding: encoding ?? '', width, height });
  const data = channel.streams.map((stream) => ({ value: stream.token, label: text(stream) }));
  const show = () => preview.mutate(streamOf(channel, choice.subToken ?? choice.mainToken)?.streamUri ?? '');

  return (
    <div className={classes.channel} data-channel={channel.sourceToken}>
      <Checkbox
        aria-label={t('devices.addChannel', { name: choice.name })}
        checked={choice.isWanted && !isAdded}
        disabled={isAdded}
        onChange={(event) => onChoose({ isWanted: event.currentTarget.checked })}
      />
      <div className={classes.picture}>
        {preview.data ? (
          <img
            src={`data:image/jpeg;base64,${preview.data.picture}`}
            alt={t('devices.previewOf', { name: choice.name })}
          />
        ) : (
          <Button
            variant="default"
            leftSection={<IconPhoto size={16} />}
            loading={preview.isPending}
            disabled={!canAct}
            onClick={show}
          >
            {t('devices.preview')}
          </Button>
        )}
      </div>
      <div className={classes.choices}>
        <TextInput
          label={t('devices.channelName')}
          value={choice.name}
          maxLength={60}
          disabled={isAdded}
          onChange={(event) => onChoose({ name: event.currentTarget.value })}
        />
        <Select
          label={t('devices.main')}
          allowDeselect={false}
          disabled={isAdded}
          value={choice.mainToken}
          onChange={(token) => token && onChoose({ mainToken: token })}
          data={data}
        />
        <Select
          label={t('devices.sub')}
          placeholder={t('devices.noSub')}
          clearable
          disabled={isAdded}
          value={choice.subToken}
          onChange={(token) => onChoose({ subToken: token })}
          data={data.filter(({ value }) => value !== choice.mainToken)}
        />
        <PictureAddress stream={streamOf(channel, choice.mainToken)} />
      </div>
      {preview.error && (
        <div className={classes.wide}>
          <FailureNotice failure={failureOf(preview.error)} onRetry={show} />
        </div>
      )}
    </div>
  );
}

function PictureAddress({ stream }: { stream: DeviceStream | undefined }) {
  const { t } = useTranslation();
  if (stream?.snapshotUri === undefined) return null;
  if (stream.snapshotUri === null) return <p className={classes.address}>{t('devices.noSnapshotUri')}</p>;
  return (
    <p className={classes.address}>
      {t('devices.snapshotUri')} <code>{stream.snapshotUri}</code>
    </p>
  );
}
