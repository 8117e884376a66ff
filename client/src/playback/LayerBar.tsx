/** What the timeline shows, and how much of the time: at once a legend and a choice. */
import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconFlag3, IconLock, IconRun, IconTarget, IconTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { useCommands } from '../commands/use-commands.ts';
import { LAYERS, type Layer } from './draw-timeline.ts';
import classes from './LayerBar.module.css';
import type { PlaybackDesk } from './playback-desk.ts';
import { centredOn } from './timeline.rules.ts';
import { useDesk } from './use-desk.ts';
import type { Held } from './use-recorded.ts';

const ICONS = { motion: IconRun, alerts: IconTriangle, incidents: IconFlag3, locks: IconLock };
const LENGTHS_MS = { s10: 10_000, m1: 60_000, m10: 600_000, h1: 3_600_000, h6: 6 * 3_600_000, h24: 24 * 3_600_000 };
type Length = keyof typeof LENGTHS_MS;
const LENGTHS = Object.keys(LENGTHS_MS) as Length[];

type LayerBarProps = {
  desk: PlaybackDesk;
  layers: ReadonlySet<Layer>;
  held: readonly Held[];
  onToggle: (layer: Layer) => void;
};

export function LayerBar({ desk, layers, held, onToggle }: LayerBarProps) {
  const { t } = useTranslation();
  const isCentred = useDesk(desk, (state) => state.isCentred);
  const length = useDesk(desk, ({ view }) => LENGTHS.find((each) => LENGTHS_MS[each] === view.toMs - view.fromMs));
  useCommands(
    LAYERS.map((layer) => ({
      id: `playback.layer-${layer}` as const,
      group: 'playback' as const,
      label: t('playback.toggleLayer', { layer: t(`playback.layer.${layer}`) }),
      run: () => onToggle(layer),
    })),
  );
  const failed = held.find(({ error }) => error);
  const away = failed ? t('playback.recorderAway', { reason: failureText(t, failureOf(failed.error)) }) : null;
  return (
    <div className={classes.bar}>
      <span className={classes.recorded}>{t('playback.layer.recorded')}</span>
      {held.some(({ hasRecorder }) => hasRecorder) && (
        <span className={classes.recorded} data-source="recorder">
          {t('playback.layer.recorder')}
        </span>
      )}
      {LAYERS.map((layer) => {
        const Glyph = ICONS[layer];
        return (
          <button
            key={layer}
            type="button"
            className={classes.layer}
            aria-pressed={layers.has(layer)}
            onClick={() => onToggle(layer)}
          >
            <Glyph size={14} aria-hidden />
            {t(`playback.layer.${layer}`)}
          </button>
        );
      })}
      {away ? (
        <span className={classes.hint} data-tone="warning" role="status" title={away}>
          <IconAlertTriangle size={14} aria-hidden />
          {away}
        </span>
      ) : (
        <span className={classes.hint}>{t('playback.timelineHint')}</span>
      )}
      <button
        type="button"
        className={classes.layer}
        aria-pressed={isCentred}
        onClick={() => desk.setCentred(!isCentred)}
      >
        <IconTarget size={14} aria-hidden />
        {t('playback.centredShort')}
      </button>
      <SegmentedControl
        aria-label={t('playback.viewLength')}
        value={length ?? ''}
        onChange={(picked) => {
          const ms = LENGTHS_MS[picked as Length];
          desk.setView(() => centredOn(desk.momentMs(), { fromMs: 0, toMs: ms }));
        }}
        data={LENGTHS.map((value) => ({ value, label: t(`playback.length.${value}`) }))}
      />
    </div>
  );
}
