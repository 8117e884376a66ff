/** Held to speak out of a tile's camera: with the pointer, or with Space or Enter when it has the focus. */
import { IconMicrophone } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { press, release } from './push-to-talk.ts';
import { useTalk } from './talk-store.ts';
import { useCanTalk } from './use-can-talk.ts';

const HOLDING = [' ', 'Enter'];

export function TalkButton({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const canTalk = useCanTalk(camera);
  const isOwn = useTalk(({ own }) => own?.cameraId === camera.id);
  const speaker = useTalk(({ states }) => states.get(camera.id)?.speaker);
  if (!canTalk) return null;
  const isTaken = speaker !== undefined && speaker !== null && !isOwn;
  const label = isTaken ? t('talk.taken', { name: speaker.name }) : t('talk.hold');

  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    press(camera.id);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (!HOLDING.includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) press(camera.id);
  };
  const keyUp = (event: KeyboardEvent) => {
    if (HOLDING.includes(event.key)) release();
  };
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isOwn}
      disabled={isTaken}
      onPointerDown={down}
      onLostPointerCapture={release}
      onKeyDown={keyDown}
      onKeyUp={keyUp}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <IconMicrophone size={16} />
    </button>
  );
}
