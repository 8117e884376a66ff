/** A state as a symbol and a word; colour only where there is trouble. */
import { VisuallyHidden } from '@mantine/core';
import {
  IconBan,
  IconLoader2,
  IconLock,
  IconMoon,
  IconPlayerPauseFilled,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownCameraState } from './camera-state.ts';
import classes from './StateMark.module.css';
import type { TileState } from './tile-state.ts';

const SYMBOLS = {
  live: IconVideo,
  idle: IconMoon,
  connecting: IconLoader2,
  stalled: IconPlayerPauseFilled,
  offline: IconVideoOff,
  disabled: IconBan,
  noPermission: IconLock,
} satisfies Record<TileState | ShownCameraState, typeof IconVideo>;

type StateMarkProps = { state: TileState | ShownCameraState; size?: number; wordless?: boolean };

export function StateMark({ state, size = 14, wordless = false }: StateMarkProps) {
  const { t } = useTranslation();
  const Glyph = SYMBOLS[state];
  const word = t(`camera.state.${state}`);
  return (
    <span className={classes.mark} data-state={state} {...(wordless && { title: word })}>
      <Glyph size={size} stroke={1.8} aria-hidden />
      {wordless ? <VisuallyHidden>{word}</VisuallyHidden> : word}
    </span>
  );
}
