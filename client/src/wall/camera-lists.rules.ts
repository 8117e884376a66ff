/** What happens to a list of cameras. Pure. */

/** In the list it goes out, else it comes last. */
export function toggled(cameraIds: readonly string[], cameraId: string): string[] {
  return cameraIds.includes(cameraId) ? cameraIds.filter((id) => id !== cameraId) : [...cameraIds, cameraId];
}
