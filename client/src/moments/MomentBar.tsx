/** The time machine's bar: which moment the console shows instead of now, a slider to others, and how it runs on. */
import { ActionIcon, Button, Loader, SegmentedControl, Slider, TextInput } from '@mantine/core';
import { IconHistory, IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay, useSiteProfile } from '../session/session.ts';
import { localOf, momentOf } from '../time/local-moment.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './MomentBar.module.css';
import { REACHES, type Reach, rangeOf, SPEEDS, type Speed, stepMs } from './moment.rules.ts';
import { closeTimeMachine, goTo, openTimeMachine, runOn, useTimeMachine } from './time-machine.ts';

const STEP_EVERY_MS = 1_000;

export function MomentBar() {
  const { t } = useTranslation();
  const isOpen = useTimeMachine((machine) => machine.isOpen);
  const mayView = useMay('incident.view');
  useCommands([
    {
      id: 'general.timeMachine',
      group: 'general',
      label: t('moments.open'),
      keys: ['Shift+T'],
      enabled: () => mayView,
      run: () => (isOpen ? closeTimeMachine() : openTimeMachine()),
    },
  ]);
  // Whoever signs in next begins with now.
  useEffect(() => closeTimeMachine, []);
  return isOpen ? <OpenBar /> : null;
}

function OpenBar() {
  const { t } = useTranslation();
  const time = useTimeText();
  const { isReading, failure, isRunning, reach, speed } = useTimeMachine();
  const shownMs = useSite(({ momentMs }) => momentMs);
  useRunning(isRunning);
  return (
    <section className={classes.bar} aria-label={t('moments.title')}>
      <IconHistory size={18} aria-hidden />
      <strong className={classes.moment} aria-live="polite">
        {shownMs === null ? '—' : time.dateTime(shownMs)}
      </strong>
      <span className={classes.hint}>{failure ? failureText(t, failureOf(failure)) : t('moments.hint')}</span>
      {isReading && <Loader size={14} aria-label={t('moments.reading')} />}
      <MomentSlider shownMs={shownMs} reach={reach} />
      <SegmentedControl
        size="xs"
        aria-label={t('moments.reach')}
        data={REACHES.map((hours) => ({ value: String(hours), label: t(`moments.reachOf.h${hours}`) }))}
        value={String(reach)}
        onChange={(value) => useTimeMachine.setState({ reach: Number(value) as Reach })}
      />
      <MomentField shownMs={shownMs} />
      <ActionIcon
        variant="default"
        size="lg"
        disabled={shownMs === null}
        aria-label={t(isRunning ? 'moments.pause' : 'moments.play')}
        title={t(isRunning ? 'moments.pause' : 'moments.play')}
        onClick={() => useTimeMachine.setState({ isRunning: !isRunning })}
      >
        {isRunning ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
      </ActionIcon>
      <SegmentedControl
        size="xs"
        aria-label={t('moments.speed')}
        data={SPEEDS.map((times) => ({ value: String(times), label: `${times}×` }))}
        value={String(speed)}
        onChange={(value) => useTimeMachine.setState({ speed: Number(value) as Speed })}
      />
      <Button size="xs" leftSection={<IconPlayerTrackNext size={14} aria-hidden />} onClick={closeTimeMachine}>
        {t('moments.now')}
      </Button>
    </section>
  );
}

/** Reads when it is let go, says where it is meanwhile. */
function MomentSlider({ shownMs, reach }: { shownMs: number | null; reach: Reach }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(10_000);
  const [heldMs, setHeldMs] = useState<number | null>(null);
  const valueMs = heldMs ?? shownMs ?? nowMs;
  const range = rangeOf(valueMs, reach, nowMs);
  return (
    <Slider
      className={classes.slider ?? ''}
      min={range.fromMs}
      max={range.toMs}
      step={stepMs(range)}
      value={valueMs}
      label={(value) => time.dateTime(value)}
      thumbLabel={t('moments.slider')}
      onChange={setHeldMs}
      onChangeEnd={(value) => {
        void goTo(value).then(() => setHeldMs(null));
      }}
    />
  );
}

function MomentField({ shownMs }: { shownMs: number | null }) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  return (
    <TextInput
      type="datetime-local"
      step={1}
      size="xs"
      w={205}
      aria-label={t('moments.field')}
      value={shownMs === null ? '' : localOf(shownMs, timeZone)}
      onChange={(event) => {
        const atMs = momentOf(event.currentTarget.value, timeZone);
        if (atMs !== undefined) void goTo(atMs);
      }}
    />
  );
}

/** A step a second, each when the one before has come. */
function useRunning(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const step = async () => {
      await runOn(STEP_EVERY_MS);
      if (!isOver) timer = setTimeout(step, STEP_EVERY_MS);
    };
    timer = setTimeout(step, STEP_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isRunning]);
}
