/** While one is on duty: where the phone is, every few seconds, kept until the server has it. */
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { addPoint, pointsOf, removePoints } from './field-db.ts';
import { setWatchedPosition } from './watched-position.ts';

const POINT_EVERY_MS = 10_000;
const SEND_EVERY_MS = 15_000;
const SENT_AT_ONCE = 500;

type Sharing = { state: 'shares' | 'sharesNot' | 'blocked'; waitingCount: number };

/** `onSinceMs`: since when the server says that they are on duty; 0 while it has not said so. */
export function usePositionSharing(personId: string, isOn: boolean, onSinceMs: number): Sharing {
  const sinceMs = useRef(onSinceMs);
  sinceMs.current = onSinceMs;
  const [state, setState] = useState<Sharing['state']>('sharesNot');
  const [waitingCount, setWaitingCount] = useState(0);
  useEffect(() => {
    let closed = false;
    // A clock that is a little slow would date what is seen first before the duty, and the server take none of it.
    const nowMs = () => Math.max(Math.round(serverNowMs()), sinceMs.current);
    const send = async () => {
      const left = await sendPoints(personId).catch(() =>
        pointsOf(personId, SENT_AT_ONCE).then(({ length }) => length),
      );
      if (!closed) setWaitingCount(left);
    };
    const timer = setInterval(() => void send(), SEND_EVERY_MS);
    window.addEventListener('online', send);
    void send();
    const stop = isOn ? watch(personId, { say: setState, onFirst: () => void send(), nowMs }) : undefined;
    if (!isOn) setState('sharesNot');
    return () => {
      closed = true;
      clearInterval(timer);
      window.removeEventListener('online', send);
      stop?.();
    };
  }, [personId, isOn]);
  return { state, waitingCount };
}

type Watcher = { say: (state: Sharing['state']) => void; onFirst: () => void; nowMs: () => number };

function watch(personId: string, { say, onFirst, nowMs }: Watcher): () => void {
  if (!('geolocation' in navigator)) {
    say('blocked');
    return () => {};
  }
  let lastAtMs = 0;
  const id = navigator.geolocation.watchPosition(
    ({ coords: { longitude, latitude, accuracy } }) => {
      say('shares');
      setWatchedPosition({ position: { longitude, latitude }, accuracyM: Math.round(accuracy) });
      const atMs = nowMs();
      if (atMs - lastAtMs < POINT_EVERY_MS) return;
      const isFirst = lastAtMs === 0;
      lastAtMs = atMs;
      const kept = addPoint(personId, { atMs, longitude, latitude, accuracyM: accuracy });
      if (isFirst) void kept.then(onFirst);
    },
    () => {
      say('blocked');
      setWatchedPosition(undefined);
    },
    { enableHighAccuracy: true, maximumAge: 0 },
  );
  return () => {
    navigator.geolocation.clearWatch(id);
    setWatchedPosition(undefined);
  };
}

/** Answers how many still wait. Only its own person sends them. */
async function sendPoints(personId: string): Promise<number> {
  const points = await pointsOf(personId, SENT_AT_ONCE);
  if (points.length === 0) return 0;
  const { person } = await api('GET /api/session');
  if (person.id !== personId) return points.length;
  await api('POST /api/duty/positions', { body: { datum: 'wgs84', points } });
  await removePoints(
    personId,
    points.map(({ atMs }) => atMs),
  );
  return 0;
}
