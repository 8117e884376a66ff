/** Where the phone is now, as far as it says. */
import { useCallback, useEffect, useState } from 'react';
import { type SeenPosition, watchedPosition } from './watched-position.ts';

export type Here = { state: 'asking' } | ({ state: 'known' } & SeenPosition) | { state: 'unknown' };

const ASK: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 2_000 };

export function useHere(): { here: Here; askAgain: () => void } {
  const [here, setHere] = useState<Here>({ state: 'asking' });
  const askAgain = useCallback(() => {
    const watched = watchedPosition();
    if (watched) return setHere({ state: 'known', ...watched });
    setHere({ state: 'asking' });
    if (!('geolocation' in navigator)) return setHere({ state: 'unknown' });
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        setHere({ state: 'known', position: { longitude, latitude }, accuracyM: Math.round(accuracy) }),
      () => setHere({ state: 'unknown' }),
      ASK,
    );
  }, []);
  useEffect(askAgain, [askAgain]);
  return { here, askAgain };
}
