/**
 * Finds devices on the network and adds them as cameras: searched for, signed in to several at once,
 * looked at, and added with main stream, sub-stream and ONVIF address filled in.
 */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceCctv, IconRadar2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { GroupField } from '../cameras/GroupField.tsx';
import { inNameOrder } from '../incidents/choices.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Empty } from '../kit/ListState.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './FindDevices.module.css';
import { FoundDevices } from './FoundDevices.tsx';
import { isChannelAdded, toAddCamera } from './find-devices.rules.ts';
import { SearchForm } from './SearchForm.tsx';
import { useDeviceSearch } from './use-device-search.ts';
import { useInspections } from './use-inspections.ts';

export function FindDevices({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const cameras = useSite((site) => site.cameras);
  const groups = useSite((site) => site.cameraGroups);
  const { start, search, isBusy, error } = useDeviceSearch();
  const { inspections, inspectAll, choose } = useInspections();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [firstGroup] = inNameOrder(groups.values());
  const [groupId, setGroupId] = useState<string | null>(groups.size === 1 ? (firstGroup?.id ?? null) : null);
  const [needsGroup, setNeedsGroup] = useState(false);

  const found = search?.found ?? [];
  const picked = found.filter(({ onvifUrl }) => chosen.has(onvifUrl));
  const signIn = useMutation({ mutationFn: () => inspectAll(picked, { username, password }) });
  const wanted = [...inspections.values()].flatMap((inspection) =>
    inspection.state !== 'read'
      ? []
      : inspection.details.channels.flatMap((channel) => {
          const choice = inspection.choices[channel.sourceToken];
          const isOn =
            choice?.isWanted &&
            choice.name.trim() !== '' &&
            !isChannelAdded(channel, inspection.details.onvifUrl, cameras.values());
          return isOn ? [{ channel, choice, inspection }] : [];
        }),
  );
  const add = useMutation({
    mutationFn: async (intoGroup: string) => {
      for (const { channel, choice, inspection } of wanted) {
        const { details, credentials } = inspection;
        await api('POST /api/cameras', {
          body: toAddCamera(channel, choice, { details, credentials, groupId: intoGroup }),
        });
      }
      return wanted.length;
    },
    onSuccess: (count) => {
      notifications.show({ message: t('devices.addedCount', { count }) });
      onDone();
    },
  });
  const thrown = error ?? add.error;
  const failure = thrown ? failureOf(thrown) : (search?.failure ?? null);

  return (
    <div className={classes.find}>
      <p className={classes.hint}>{t('devices.hint')}</p>
      <SearchForm search={search} isBusy={isBusy} onStart={start} />
      {failure && <FailureNotice failure={failure} />}
      {!search && <Empty icon={IconRadar2} title={t('devices.notStarted')} hint={t('devices.notStartedHint')} />}
      {search?.isDone && found.length === 0 && (
        <Empty icon={IconDeviceCctv} title={t('devices.none')} hint={t('devices.noneHint')} />
      )}
      {found.length > 0 && (
        <>
          <form
            className={classes.signIn}
            onSubmit={(event) => {
              event.preventDefault();
              signIn.mutate();
            }}
          >
            <TextInput
              label={t('devices.username')}
              autoComplete="off"
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('devices.password')}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button
              type="submit"
              variant="default"
              loading={signIn.isPending}
              disabled={!canAct || picked.length === 0}
            >
              {t('devices.signIn', { count: picked.length })}
            </Button>
            <small>{t('devices.signInHint')}</small>
          </form>
          <FoundDevices {...{ found, chosen, inspections }} onChosen={setChosen} onChoose={choose} />
        </>
      )}
      {wanted.length > 0 && (
        <footer className={classes.foot}>
          <div className={classes.group}>
            <GroupField
              value={groupId}
              error={needsGroup && groupId === null ? t('devices.needGroup') : null}
              onChange={setGroupId}
            />
          </div>
          <Button
            loading={add.isPending}
            disabled={!canAct}
            onClick={() => (groupId === null ? setNeedsGroup(true) : add.mutate(groupId))}
          >
            {t('devices.add', { count: wanted.length })}
          </Button>
        </footer>
      )}
    </div>
  );
}
