/** A file's name that every system takes. Pure. */

export function fileName(cameraName: string, time: string): string {
  const safe = (text: string) => text.replaceAll(/[\\/:*?"<>|\s]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return `${safe(cameraName)}_${safe(time)}.jpg`;
}
