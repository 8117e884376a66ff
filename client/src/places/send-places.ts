/** A file of places goes up as bytes, beside the typed routes. */
import type { GeoSystem } from '../../../config/contract/grid-import.ts';
import { PlaceImportOutcome, PlaceImportPreview, type PlaceKind } from '../../../config/contract/ground.ts';
import { ask, failureFrom } from '../api/api.ts';

export type PlaceWish = {
  kind: PlaceKind | null;
  system: GeoSystem | null;
  removesGone: boolean;
  agreesShifted: boolean;
};

export async function previewPlaces(file: File, wish: PlaceWish): Promise<PlaceImportPreview> {
  return PlaceImportPreview.parse(await send('/api/place-imports/preview', file, wish));
}

export async function takePlaces(file: File, wish: PlaceWish): Promise<PlaceImportOutcome> {
  return PlaceImportOutcome.parse(await send('/api/place-imports', file, wish));
}

async function send(
  path: string,
  file: File,
  { kind, system, removesGone, agreesShifted }: PlaceWish,
): Promise<unknown> {
  const query = new URLSearchParams({
    fileName: file.name.slice(-200),
    ...(kind && { kind }),
    ...(system && { system }),
    removesGone: String(removesGone),
    agreesShifted: String(agreesShifted),
  });
  const response = await ask(`${path}?${query}`, { method: 'POST', body: file });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw failureFrom(answer, response.status);
  return answer;
}
