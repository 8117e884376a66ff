/** The place in words, proposed from the nearest standard address for as long as nobody typed another. */
import { useEffect, useRef } from 'react';
import type { Position } from '../../../config/contract/place.ts';
import { useHere } from '../places/places.ts';

export function useProposedAddress(
  position: Position | null,
  { address, onPropose }: { address: string; onPropose: (address: string) => void },
): void {
  const { data } = useHere(position);
  const proposed = useRef('');
  const nearest = data?.building?.address || data?.address?.address;
  useEffect(() => {
    if (!nearest || nearest === proposed.current) return;
    const isOurs = address.trim() === '' || address === proposed.current;
    proposed.current = nearest;
    if (isOurs) onPropose(nearest);
  }, [nearest, address, onPropose]);
}
