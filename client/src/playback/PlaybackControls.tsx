/** What moves the time: play, steps, rates, events; and the marked range. */
import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowBarToLeft,
  IconArrowBarToRight,
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward10,
  IconRewindForward10,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './PlaybackControls.module.css';
import { FORWARD_RATES } from './playback-clock.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import { useDesk } from './use-desk.ts';
import type { PlaybackMoves } from './use-playback-moves.ts';

type PlaybackControlsProps = { desk: PlaybackDesk; moves: PlaybackMoves; children: ReactNode };

export function PlaybackControls({ desk, moves, children }: PlaybackControlsProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const isPlaying = useDesk(desk, (state) => state.time.isPlaying);
  const rate = useDesk(desk, (state) => state.time.rate);
  const range = useDesk(desk, (state) => state.range);
  const isBackwards = rate < 0;
  return (
    <div className={classes.controls} role="toolbar" aria-label={t('playback.controls')}>
      <Act label={t('playback.lastEvent')} run={() => moves.toEvent(-1)} icon={<IconPlayerSkipBack size={18} />} />
      <Act label={t('playback.back10')} run={() => moves.by(-10_000)} icon={<IconRewindBackward10 size={18} />} />
      <Act label={t('playback.frameBack')} run={() => moves.frame(-1)} icon={<IconChevronLeft size={20} />} />
      <Act
        label={t('playback.reverse')}
        run={moves.reverse}
        isOn={isBackwards && isPlaying}
        icon={<IconPlayerPlayFilled size={15} style={{ transform: 'scaleX(-1)' }} />}
      />
      <Act
        label={t('playback.playOrPause')}
        run={desk.toggle}
        icon={isPlaying ? <IconPlayerPause size={22} /> : <IconPlayerPlay size={22} />}
      />
      <Act label={t('playback.frameForward')} run={() => moves.frame(1)} icon={<IconChevronRight size={20} />} />
      <Act label={t('playback.forward10')} run={() => moves.by(10_000)} icon={<IconRewindForward10 size={18} />} />
      <Act label={t('playback.nextEvent')} run={() => moves.toEvent(1)} icon={<IconPlayerSkipForward size={18} />} />
      <SegmentedControl
        className={classes.rates}
        aria-label={t('playback.rate')}
        value={String(Math.abs(rate))}
        onChange={(value) => desk.run(isBackwards ? -Math.max(1, Number(value)) : Number(value))}
        data={FORWARD_RATES.map((value) => ({ value: String(value), label: `${value}×` }))}
      />
      {isBackwards && <strong className={classes.backwards}>{t('playback.backwards')}</strong>}
      <span className={classes.space} />
      <Act label={t('playback.markIn')} run={() => moves.mark('in')} icon={<IconArrowBarToLeft size={18} />} />
      <span className={classes.range}>
        {range ? (
          <>
            {time.clock(range.fromMs)} – {time.clock(range.toMs)}
            <small>{time.duration(range.toMs - range.fromMs)}</small>
          </>
        ) : (
          <em>{t('playback.noRange')}</em>
        )}
      </span>
      <Act label={t('playback.markOut')} run={() => moves.mark('out')} icon={<IconArrowBarToRight size={18} />} />
      {range && <Act label={t('playback.clearRange')} run={() => desk.setRange(null)} icon={<IconX size={16} />} />}
      {children}
    </div>
  );
}

function Act({ label, run, icon, isOn }: { label: string; run: () => void; icon: ReactNode; isOn?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="lg"
        aria-label={label}
        {...(isOn !== undefined && { 'aria-pressed': isOn, variant: isOn ? 'light' : 'subtle' })}
        onClick={run}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
