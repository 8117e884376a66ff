/** Opens a window on another monitor where the browser knows of one, else beside this one. */
export async function popOut(address: string): Promise<void> {
  const place = await otherMonitor();
  const features = place
    ? `popup,left=${place.availLeft},top=${place.availTop},width=${place.availWidth},height=${place.availHeight}`
    : 'popup,width=1280,height=720';
  window.open(address, '_blank', features);
}

type Monitor = { availLeft: number; availTop: number; availWidth: number; availHeight: number };
type Monitors = { screens: readonly Monitor[]; currentScreen: Monitor };

/** W3C Window Management; asks for the person's leave the first time. */
async function otherMonitor(): Promise<Monitor | undefined> {
  const ask = (window as { getScreenDetails?: () => Promise<Monitors> }).getScreenDetails;
  if (!ask) return undefined;
  try {
    const { screens, currentScreen } = await ask.call(window);
    return screens.find((screen) => screen !== currentScreen);
  } catch {
    // Refused: the window opens where the browser likes.
    return undefined;
  }
}
