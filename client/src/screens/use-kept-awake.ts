/** Keeps the machine from dimming its screen, where the browser can; asked again whenever the page is seen again. */
import { useEffect } from 'react';

export function useKeptAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOpen = true;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        const held = await navigator.wakeLock.request('screen');
        if (isOpen) lock = held;
        else await held.release();
      } catch {
        // Not allowed here, such as on battery: then the screen may dim.
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOpen = false;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
