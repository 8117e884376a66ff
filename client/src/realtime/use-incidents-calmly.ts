/**
 * All incidents, for what takes long to draw from them: when some change it is drawn anew
 * in pieces, between which the page answers. What the site begins with is drawn at once.
 */
import { startTransition, useEffect, useState } from 'react';
import type { Site } from './site.rules.ts';
import { useSite } from './site-store.ts';

export function useIncidentsCalmly(): Site['incidents'] {
  const [incidents, setIncidents] = useState(() => useSite.getState().incidents);
  useEffect(() => {
    const take = () => setIncidents(useSite.getState().incidents);
    // Those that came between the first drawing and now.
    take();
    return useSite.subscribe(({ loaded }, before) => (loaded === before.loaded ? startTransition(take) : take()));
  }, []);
  return incidents;
}
