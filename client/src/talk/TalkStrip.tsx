/** Over a tile whose camera is spoken out of: that one is on the air, how loud and how long; or who else is. */
import { IconMicrophone } from '@tabler/icons-react';
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNowMs } from '../time/use-now.ts';
import { release } from './push-to-talk.ts';
import classes from './TalkStrip.module.css';
import { minutesText } from './talk.rules.ts';
import { type OwnTalk, useTalk } from './talk-store.ts';

const BARS = [0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.93];

export function TalkStrip({ cameraId }: { cameraId: string }) {
  const own = useTalk((talk) => (talk.own?.cameraId === cameraId ? talk.own : null));
  const speaker = useTalk(({ states }) => states.get(cameraId)?.speaker ?? null);
  if (own) return <OwnStrip own={own} />;
  return speaker && <OtherStrip name={speaker.name} sinceMs={speaker.sinceMs} />;
}

function OwnStrip({ own }: { own: OwnTalk }) {
  const { t } = useTranslation();
  // A tile that leaves the page takes its voice along.
  useEffect(() => release, []);
  return (
    <div className={classes.strip} data-phase={own.phase} role="status">
      <IconMicrophone size={16} aria-hidden />
      <strong>{t(`talk.phase.${own.phase}`)}</strong>
      {own.phase === 'live' && <LevelMeter level={own.level} />}
      {own.phase === 'live' && <Spoken sinceMs={own.sinceMs} limitMs={own.limitMs} />}
      <button type="button" onClick={release}>
        {t('talk.end')}
      </button>
    </div>
  );
}

function OtherStrip({ name, sinceMs }: { name: string; sinceMs: number }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  return (
    <div className={classes.strip} data-phase="other" role="status">
      <IconMicrophone size={16} aria-hidden />
      <strong>{t('talk.taken', { name })}</strong>
      <span className={classes.time}>{minutesText(nowMs - sinceMs)}</span>
    </div>
  );
}

/** By this machine's clock at both ends. */
function Spoken({ sinceMs, limitMs }: { sinceMs: number; limitMs: number }) {
  const { t } = useTranslation();
  useNowMs();
  const spokenMs = Math.min(limitMs, Date.now() - sinceMs);
  return (
    <span className={classes.time}>
      {t('talk.spoken', { time: minutesText(spokenMs), limit: minutesText(limitMs) })}
    </span>
  );
}

/** Drawn past React: it changes with every frame. */
function LevelMeter({ level }: { level: () => number }) {
  const { t } = useTranslation();
  const meter = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = requestAnimationFrame(function draw() {
      const loudness = level();
      for (const [index, bar] of [...(meter.current?.children ?? [])].entries()) {
        (bar as HTMLElement).dataset.lit = String(loudness >= (BARS[index] ?? 1));
      }
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [level]);
  return (
    <span className={classes.meter} ref={meter} role="img" aria-label={t('talk.level')}>
      {BARS.map((threshold) => (
        <span key={threshold} style={{ '--height': `${30 + threshold * 70}%` } as CSSProperties} />
      ))}
    </span>
  );
}
