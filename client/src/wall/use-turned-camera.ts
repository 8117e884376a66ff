/** The controls of the selected picture, whichever that is. A tour stands still while its picture is turned. */
import { useEffect } from 'react';
import type { Camera } from '../../../config/contract/camera.ts';
import { openControls, usePtz } from '../ptz/ptz-store.ts';
import type { WallDesk } from './use-wall-desk.ts';

/** Answers the camera whose controls are open. */
export function useTurnedCamera(desk: WallDesk, selected: Camera | undefined): Camera | undefined {
  const turnedId = usePtz(({ cameraId }) => cameraId);
  const selectedId = selected?.id ?? null;
  const { selectedSlot } = desk;
  const content = desk.contentIn(selectedSlot);

  // biome-ignore lint/correctness/useExhaustiveDependencies: somebody chose another picture
  useEffect(() => {
    if (usePtz.getState().cameraId !== null) openControls(selectedId);
  }, [selectedSlot, content]);
  // A tour that went on by itself takes nobody's hand with it to the next camera.
  useEffect(() => {
    const { cameraId } = usePtz.getState();
    if (cameraId !== null && cameraId !== selectedId) openControls(null);
  }, [selectedId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is turned
  useEffect(() => {
    const run = desk.selectedTour();
    if (turnedId !== null && run && !run.isPaused) run.pause();
  }, [turnedId]);
  useEffect(() => () => openControls(null), []);

  return turnedId === selectedId ? selected : undefined;
}
