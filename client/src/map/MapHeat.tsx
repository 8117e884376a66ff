/** Switches the heat map on, and says over which days it counts. */
import { Button, Group, Popover, SegmentedControl, Stack, Switch, TextInput } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { serverNowMs } from '../realtime/connection-store.ts';
import { siteTimeZone } from '../session/session.ts';
import { FIRST_HEAT, HEAT_DAYS, type Heat, heatDays, heatOf } from './heat-map.rules.ts';

type MapHeatProps = { heat: Heat | null; onHeat: (heat: Heat | null) => void };

export function MapHeat({ heat, onHeat }: MapHeatProps) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" shadow="md" width={380} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFlame size={16} />} data-pressed={heat !== null}>
          {t('map.heat')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('map.heat')}>
        <Stack gap="sm">
          <Switch
            label={t('map.heatOn')}
            checked={heat !== null}
            onChange={({ currentTarget }) => onHeat(currentTarget.checked ? FIRST_HEAT : null)}
          />
          {heat && <Span heat={heat} onHeat={onHeat} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Span({ heat, onHeat }: { heat: Heat; onHeat: (heat: Heat) => void }) {
  const { t } = useTranslation();
  const { fromDay, toDay } = heatDays(heat, serverNowMs(), siteTimeZone());
  const choose = (from: string, to: string) => {
    const chosen = heatOf(`${from}~${to}`);
    if (chosen) onHeat(chosen);
  };
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('map.heatSpan')}
        value={'days' in heat ? String(heat.days) : ''}
        onChange={(value) => onHeat(heatOf(value) ?? heat)}
        data={HEAT_DAYS.map((days) => ({
          value: String(days),
          label: days === 1 ? t('map.today') : t('map.recentDays', { days }),
        }))}
      />
      <Group grow gap="xs">
        <TextInput
          size="xs"
          type="date"
          label={t('map.fromDay')}
          value={fromDay}
          onChange={({ currentTarget }) => choose(currentTarget.value, toDay)}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('map.toDay')}
          value={toDay}
          onChange={({ currentTarget }) => choose(fromDay, currentTarget.value)}
        />
      </Group>
    </>
  );
}
