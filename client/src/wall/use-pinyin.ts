/** Reads Chinese names as pinyin; the dictionary is fetched when somebody begins to type. */
import { useEffect, useState } from 'react';
import type { ReadsAs } from './camera-search.ts';

let loaded: ReadsAs | undefined;

export function usePinyin(isNeeded: boolean): ReadsAs | undefined {
  const [readsAs, setReadsAs] = useState(() => loaded);
  useEffect(() => {
    if (!isNeeded || loaded) return;
    let isWaiting = true;
    void import('pinyin-pro')
      .then(({ match }) => {
        loaded = (text, letters) => match(text, letters, { precision: 'start', continuous: true }) !== null;
        if (isWaiting) setReadsAs(() => loaded);
      })
      // Without the dictionary names are still found as they are written.
      .catch(() => {});
    return () => {
      isWaiting = false;
    };
  }, [isNeeded]);
  return readsAs;
}
