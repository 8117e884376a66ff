/** A position as it stands in an address. Pure. */
import { Position } from '../../../config/contract/place.ts';

export function atText({ longitude, latitude }: Position): string {
  return `${longitude},${latitude}`;
}

/** Null for what is none. */
export function atOf(text: string | undefined): Position | null {
  const [longitude, latitude, ...more] = text?.split(',').map(Number) ?? [];
  const position = Position.safeParse({ longitude, latitude });
  return position.success && more.length === 0 ? position.data : null;
}
