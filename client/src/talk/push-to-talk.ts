/**
 * Speaking out of a camera for as long as it is held: by a button, a key, or until it is ended where
 * there is nothing to hold.
 *
 * Letting go counts from the moment of it: what is still being opened then is closed again.
 */
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { AppError } from '../../../config/contract/errors.ts';
import type { TalkState } from '../../../config/contract/talk.ts';
import { ClientError } from '../api/failure.ts';
import { sayFailure } from '../kit/say-failure.ts';
import type { Ask, ConsoleSocket } from '../realtime/console-socket.ts';
import { type Microphone, openMicrophone } from './microphone.ts';
import { openTalkNews, useTalk } from './talk-store.ts';
import { openVoice, type Voice } from './voice.ts';

/** One press, until it is let go of. */
type Press = { cameraId: string; microphone?: Microphone; voice?: Voice };
let pressed: Press | null = null;
/** Of this desk; the news that it is over may still be on its way. */
let lastTalkId: string | null = null;

export function openTalk(socket: ConsoleSocket, ask: Ask): () => void {
  const closeNews = openTalkNews(socket, ask, (state) => {
    if (state === null) letGo();
    else if (state.talkId === pressed?.voice?.talkId) endedElsewhere(state);
  });
  const whenHidden = () => document.hidden && release();
  document.addEventListener('visibilitychange', whenHidden);
  return () => {
    document.removeEventListener('visibilitychange', whenHidden);
    closeNews();
  };
}

export function press(cameraId: string): void {
  if (pressed?.cameraId === cameraId) return;
  release();
  const own: Press = { cameraId };
  pressed = own;
  useTalk.setState({ own: { cameraId, phase: 'opening' } });
  speak(own).catch((thrown: unknown) => {
    if (pressed !== own) return;
    release();
    sayFailure(thrown);
  });
}

/** Not a word more from now on; the line itself is closed once the server knows that it was let go of, not lost. */
export function release(): void {
  const own = pressed;
  if (!own) return;
  forget(own);
  void tellEnded(own.cameraId).finally(() => own.voice?.close());
}

/** Where nothing can be held, as in a menu. */
export function toggle(cameraId: string): void {
  if (pressed?.cameraId === cameraId) release();
  else press(cameraId);
}

/** Held by a key until that one comes up, or the page is left. */
export function pressByKey(cameraId: string, key: string): void {
  if (pressed?.cameraId === cameraId) return;
  press(cameraId);
  const over = new AbortController();
  const end = () => {
    over.abort();
    release();
  };
  const { signal } = over;
  const isIt = (event: KeyboardEvent) => event.key.toLowerCase() === key || event.code === `Key${key.toUpperCase()}`;
  window.addEventListener('keyup', (event) => isIt(event) && end(), { signal, capture: true });
  window.addEventListener('blur', end, { signal });
}

async function speak(own: Press): Promise<void> {
  const { ask } = useTalk.getState();
  const { cameraId } = own;
  if (!ask) throw new ClientError('SERVER_AWAY');
  // No microphone is opened for what would be refused.
  const speaker = useTalk.getState().states.get(cameraId)?.speaker;
  if (speaker && speaker.talkId !== lastTalkId) throw new AppError('TALK_HELD', { name: speaker.name });
  const microphone = await openMicrophone();
  if (pressed !== own) return closeUnheard(microphone);
  own.microphone = microphone;
  const onLost = () => {
    if (pressed !== own) return;
    release();
    sayFailure(new ClientError('WEBRTC_BLOCKED'));
  };
  const voice = await openVoice({ ask, cameraId, track: microphone.track, onLost });
  if (pressed !== own) {
    voice.close();
    // The first word of it may have come before there was anything to end.
    if (pressed?.cameraId !== cameraId) await tellEnded(cameraId);
    return;
  }
  own.voice = voice;
  lastTalkId = voice.talkId;
  // It was ended there while it was on its way.
  if (useTalk.getState().states.get(cameraId)?.talkId !== voice.talkId) throw new AppError('MEDIA_SESSION_NOT_FOUND');
  const { talkId, limitMs } = voice;
  const { level } = microphone;
  useTalk.setState({ own: { cameraId, phase: 'live', talkId, limitMs, sinceMs: Date.now(), level } });
}

/** The browser's question took what was held out of the hand. */
function closeUnheard(microphone: Microphone): void {
  microphone.close();
  notifications.show({ message: i18next.t('talk.pressAgain') });
}

/** It is over there already. */
function letGo(): void {
  const own = pressed;
  if (!own) return;
  forget(own);
  own.voice?.close();
}

function forget({ microphone }: Press): void {
  pressed = null;
  microphone?.close();
  useTalk.setState({ own: null });
}

async function tellEnded(cameraId: string): Promise<void> {
  await useTalk
    .getState()
    .ask?.('talkEnd', { cameraId })
    // Without a connection it has ended already.
    .catch(() => {});
}

function endedElsewhere({ ended }: TalkState): void {
  letGo();
  if (ended === null || ended === 'released') return;
  notifications.show({
    title: i18next.t('talk.over'),
    message: i18next.t(`talk.overBy.${ended}`),
    color: 'orange',
    autoClose: 12_000,
  });
}
