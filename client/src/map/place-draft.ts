/** The one camera whose place is being changed on the map: its card types it, the map pulls at it. */
import { create } from 'zustand';
import type { Camera } from '../../../config/contract/camera.ts';
import { type CameraPlace, type PlaceTyped, typedPlace } from '../cameras/camera-place.rules.ts';
import { useSite } from '../realtime/site-store.ts';
import { newDraft, type PlaceDraft, rebased } from './place-draft.rules.ts';

const useDrafts = create<{ draft: PlaceDraft | null }>()(() => ({ draft: null }));

/** Put aside while the past is shown. */
export function usePlaceDraft(): PlaceDraft | null {
  const draft = useDrafts((drafts) => drafts.draft);
  const isNow = useSite(({ momentMs }) => momentMs === null);
  return isNow ? draft : null;
}

export function beginPlacing(camera: Camera): void {
  useDrafts.setState({ draft: newDraft(camera) });
}

export function typePlace(typed: Partial<PlaceTyped>): void {
  change((draft) => ({ ...draft, typed: { ...draft.typed, ...typed } }));
}

export function movePlace(place: CameraPlace): void {
  typePlace(typedPlace(place));
}

export function goOnFrom(saved: Camera): void {
  change((draft) => rebased(draft, saved));
}

export function endPlacing(): void {
  useDrafts.setState({ draft: null });
}

function change(make: (draft: PlaceDraft) => PlaceDraft): void {
  useDrafts.setState(({ draft }) => ({ draft: draft && make(draft) }));
}
