/** Whether this desk can be heard, and how; a click unlocks what the browser blocks. */
import { Button, Group, Popover, SegmentedControl, Stack } from '@mantine/core';
import { IconVolume, IconVolume3, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import bar from '../frame/TopBar.module.css';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { playTone, startSound, useSound } from './alarm-sound.ts';
import { LevelMark } from './LevelMark.tsx';
import classes from './SoundControl.module.css';
import { isMuted, REPEAT_EVERY_MS, SOUND_MODES, type SoundMode } from './sound.rules.ts';
import { useSoundSettings } from './sound-settings.ts';

const LEVELS: readonly AlertLevel[] = ['critical', 'warning', 'notice'];
const MUTE_MINUTES = [10, 30, 60] as const;

export function SoundControl() {
  const { t } = useTranslation();
  const { state } = useSound();
  if (state === 'blocked') {
    return (
      <button type="button" className={bar.item} data-trouble="true" onClick={startSound} title={t('sound.unblock')}>
        <IconVolume3 size={16} aria-hidden />
        {t('sound.blocked')}
      </button>
    );
  }
  return <SoundMenu />;
}

function SoundMenu() {
  const { t } = useTranslation();
  const settings = useSoundSettings();
  const time = useTimeText();
  const nowMs = useNowMs();
  const muted = isMuted(settings, nowMs);

  return (
    <Popover position="bottom-end" width={380} shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={bar.item} data-trouble={muted} aria-label={t('sound.settings')}>
          {muted ? <IconVolumeOff size={16} aria-hidden /> : <IconVolume size={16} aria-hidden />}
          {muted && settings.mutedUntilMs
            ? t('sound.mutedUntil', { time: time.clock(settings.mutedUntilMs) })
            : t('sound.on')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {LEVELS.map((level) => (
            <div key={level} className={classes.level}>
              <button type="button" onClick={() => playTone(level)} title={t('sound.try')} aria-label={t('sound.try')}>
                <LevelMark level={level} quiet />
              </button>
              <SegmentedControl
                aria-label={t('sound.modeOf', { level: t(`alerts.level.${level}`) })}
                value={settings.modes[level]}
                onChange={(mode) => settings.setMode(level, mode as SoundMode)}
                data={SOUND_MODES.map((mode) => ({
                  value: mode,
                  label: t(`sound.mode.${mode}`, { seconds: REPEAT_EVERY_MS[level] / 1_000 }),
                }))}
              />
            </div>
          ))}
          <Group gap="xs">
            <span className={classes.label}>{t('sound.mute')}</span>
            {MUTE_MINUTES.map((minutes) => (
              <Button
                key={minutes}
                variant="default"
                size="compact-xs"
                onClick={() => settings.muteUntil(Date.now() + minutes * 60_000)}
              >
                {t('time.minutes', { count: minutes })}
              </Button>
            ))}
            {muted && (
              <Button size="compact-xs" onClick={() => settings.muteUntil(null)}>
                {t('sound.unmute')}
              </Button>
            )}
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
