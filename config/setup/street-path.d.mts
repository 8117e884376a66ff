type Where = { cacheDir?: string; env?: NodeJS.ProcessEnv };

export const CAMERA_COUNT: number;

/** The eight H.264 clips of the street, in the order of their cameras. */
export function streetClips(where?: Where): string[];

/** Clips no demo needs: H.265, H.264 with reordered frames, and a picture in which nothing ever moves. */
export function testClips(where?: Where): { h265: string; reordered: string; still: string };
