/** Where to search for devices, and how far the search is. */
import { Button, Checkbox, NumberInput, Progress, TextInput } from '@mantine/core';
import { IconRadar2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RangeMistake, rangeMistake } from '../../../config/contract/address-range.ts';
import type { DeviceSearch } from '../../../config/contract/device.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './FindDevices.module.css';

type SearchFormProps = {
  search: DeviceSearch | undefined;
  isBusy: boolean;
  onStart: (what: RouteInput<'POST /api/device-searches'>) => void;
};

const ONVIF_PORT = 80;

export function SearchForm({ search, isBusy, onStart }: SearchFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [byMulticast, setByMulticast] = useState(true);
  const [range, setRange] = useState('');
  const [port, setPort] = useState<number | string>(ONVIF_PORT);
  const [mistake, setMistake] = useState<RangeMistake | 'empty' | undefined>();

  const start = () => {
    const empty = byMulticast ? undefined : 'empty';
    const found = range.trim() === '' ? empty : rangeMistake(range);
    setMistake(found);
    if (!found) onStart({ byMulticast, range: range.trim(), port: Number(port) || ONVIF_PORT });
  };

  return (
    <form
      className={classes.form}
      aria-label={t('devices.title')}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Checkbox
        label={t('devices.byMulticast')}
        description={t('devices.byMulticastHint')}
        checked={byMulticast}
        onChange={(event) => setByMulticast(event.currentTarget.checked)}
      />
      <TextInput
        label={t('devices.range')}
        description={t('devices.rangeHint')}
        placeholder="192.168.1.0/24"
        spellCheck={false}
        value={range}
        error={mistake && t(`devices.rangeMistake.${mistake}`)}
        onChange={(event) => setRange(event.currentTarget.value)}
      />
      <NumberInput
        label={t('devices.port')}
        description=" "
        hideControls
        min={1}
        max={65_535}
        value={port}
        onChange={setPort}
      />
      <Button type="submit" leftSection={<IconRadar2 size={16} />} loading={isBusy} disabled={!canAct}>
        {t(search?.isDone ? 'devices.again' : 'devices.start')}
      </Button>
      {search && <SearchProgress search={search} isBusy={isBusy} />}
    </form>
  );
}

function SearchProgress({ search, isBusy }: { search: DeviceSearch; isBusy: boolean }) {
  const { t } = useTranslation();
  const { askedCount: asked, addressCount: all, found } = search;
  const count = found.length;
  const going = all > 0 ? t('devices.searchingRange', { asked, all, count }) : t('devices.searching', { count });
  return (
    <div className={classes.progress} role="status">
      <span>{isBusy ? going : t('devices.done', { count })}</span>
      {isBusy && <Progress value={all > 0 ? (asked / all) * 100 : 100} animated size="xs" aria-label={going} />}
    </div>
  );
}
