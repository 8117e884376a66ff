/** The devices a search found, each with what it said when it was signed in to, or exactly why it did not. */
import { Checkbox, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CLOCK_OFF_MS } from '../../../config/contract/camera.ts';
import type { DeviceDetails, FoundDevice } from '../../../config/contract/device.ts';
import { failureText } from '../api/failure-text.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { ChannelRow } from './ChannelRow.tsx';
import classes from './FindDevices.module.css';
import { type ChannelChoice, isAdded, isChannelAdded } from './find-devices.rules.ts';
import type { Inspection } from './use-inspections.ts';

type FoundDevicesProps = {
  found: readonly FoundDevice[];
  chosen: ReadonlySet<string>;
  inspections: ReadonlyMap<string, Inspection>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onChoose: (onvifUrl: string, sourceToken: string, change: Partial<ChannelChoice>) => void;
};

export function FoundDevices({ found, chosen, inspections, onChosen, onChoose }: FoundDevicesProps) {
  const { t } = useTranslation();
  const all = found.map(({ onvifUrl }) => onvifUrl);
  const isAll = all.every((each) => chosen.has(each));
  const toggle = (onvifUrl: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(onvifUrl);
    else next.delete(onvifUrl);
    onChosen(next);
  };
  return (
    <div className={classes.list}>
      <div className={classes.head}>
        <Checkbox
          aria-label={t('devices.chooseAll')}
          checked={isAll}
          indeterminate={!isAll && chosen.size > 0}
          onChange={(event) => onChosen(new Set(event.currentTarget.checked ? all : []))}
        />
        <span>{t('devices.device')}</span>
        <span>{t('devices.host')}</span>
        <span>{t('devices.status')}</span>
      </div>
      <ul>
        {found.map((device) => (
          <FoundRow
            key={device.onvifUrl}
            device={device}
            isChosen={chosen.has(device.onvifUrl)}
            inspection={inspections.get(device.onvifUrl)}
            onToggle={(isOn) => toggle(device.onvifUrl, isOn)}
            onChoose={(sourceToken, change) => onChoose(device.onvifUrl, sourceToken, change)}
          />
        ))}
      </ul>
    </div>
  );
}

type FoundRowProps = {
  device: FoundDevice;
  isChosen: boolean;
  inspection: Inspection | undefined;
  onToggle: (isOn: boolean) => void;
  onChoose: (sourceToken: string, change: Partial<ChannelChoice>) => void;
};

function FoundRow({ device, isChosen, inspection, onToggle, onChoose }: FoundRowProps) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const details = inspection?.state === 'read' ? inspection.details : null;
  const name =
    device.name || (details ? `${details.manufacturer} ${details.model}`.trim() : '') || t('devices.unnamed');
  return (
    <li data-device={device.onvifUrl} data-state={inspection?.state ?? 'found'}>
      <div className={classes.row}>
        <Checkbox
          aria-label={t('devices.choose', { name })}
          checked={isChosen}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        <div>
          <strong>{name}</strong>
          <small>{details ? maker(details) : device.model}</small>
        </div>
        <span className={classes.host}>{new URL(device.onvifUrl).host}</span>
        <Status inspection={inspection} isAdded={isAdded(device, cameras.values())} />
      </div>
      {inspection?.state === 'read' && (
        <div className={classes.details}>
          <Abilities details={inspection.details} />
          {inspection.details.channels.map((channel) => {
            const choice = inspection.choices[channel.sourceToken];
            return (
              choice && (
                <ChannelRow
                  key={channel.sourceToken}
                  channel={channel}
                  choice={choice}
                  credentials={inspection.credentials}
                  isAdded={isChannelAdded(channel, device.onvifUrl, cameras.values())}
                  onChoose={(change) => onChoose(channel.sourceToken, change)}
                />
              )
            );
          })}
        </div>
      )}
    </li>
  );
}

function Status({ inspection, isAdded: added }: { inspection: Inspection | undefined; isAdded: boolean }) {
  const { t } = useTranslation();
  if (inspection?.state === 'reading') {
    return (
      <span className={classes.status}>
        <Loader size={14} color="gray" />
        {t('devices.reading')}
      </span>
    );
  }
  if (inspection?.state === 'failed') {
    return (
      <span className={classes.status} data-tone="warning" role="alert" data-code={inspection.failure.code}>
        <IconAlertTriangle size={16} aria-hidden />
        {failureText(t, inspection.failure)}
      </span>
    );
  }
  if (added) {
    return (
      <span className={classes.status}>
        <IconCheck size={16} aria-hidden />
        {t('devices.added')}
      </span>
    );
  }
  const count = inspection?.details.channels.length ?? 0;
  return (
    <span className={classes.status}>{inspection ? t('devices.channels', { count }) : t('devices.notSignedIn')}</span>
  );
}

function Abilities({ details }: { details: DeviceDetails }) {
  const { t } = useTranslation();
  const { duration } = useTimeText();
  const isClockOff = Math.abs(details.clockOffsetMs) > CLOCK_OFF_MS;
  return (
    <p className={classes.abilities}>
      {details.firmware && <span>{t('devices.firmware', { firmware: details.firmware })}</span>}
      {details.hasPtz && <span>{t('devices.ptz')}</span>}
      {details.hasEvents && <span>{t('devices.events')}</span>}
      {isClockOff && (
        <span data-tone="warning">
          {t('devices.clockOff', { duration: duration(Math.abs(details.clockOffsetMs)) })}
        </span>
      )}
    </p>
  );
}

function maker({ manufacturer, model }: DeviceDetails): string {
  return [manufacturer, model].filter(Boolean).join(' · ');
}
