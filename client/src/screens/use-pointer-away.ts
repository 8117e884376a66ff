/** Whether nobody has moved the pointer for a while. */
import { useEffect, useState } from 'react';

const AWAY_AFTER_MS = 5_000;

export function usePointerAway(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setAway(true), AWAY_AFTER_MS);
    const moved = () => {
      clearTimeout(timer);
      setAway(false);
      timer = setTimeout(() => setAway(true), AWAY_AFTER_MS);
    };
    window.addEventListener('pointermove', moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
    };
  }, []);
  return isAway;
}
