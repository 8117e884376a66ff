/** What an export says of itself. Pure. */
import { z } from 'zod';
import type { Camera } from '../../config/contract/camera.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';

export const MANIFEST_NAME = 'manifest.json';

/** Beside the files of an export: enough to tell, years later and elsewhere, what they are and whether they were touched. */
export const Manifest = z.object({
  format: z.literal('lianqin-export-1'),
  exportId: z.string(),
  site: z.string(),
  madeAt: z.string(),
  by: z.object({ personId: z.string(), name: z.string() }),
  reason: z.string(),
  asked: z.object({ from: z.string(), to: z.string() }),
  files: z.array(
    z.object({
      name: z.string(),
      cameraId: z.string(),
      cameraName: z.string(),
      /** What the file really holds, by the site's clock. */
      from: z.string(),
      to: z.string(),
      /** Stretches that were recorded; between them the last picture stands. */
      recorded: z.array(z.object({ from: z.string(), to: z.string() })),
      byteCount: z.int(),
      sha256: z.string(),
    }),
  ),
  /** Cameras of which nothing was recorded in the range. */
  withoutRecording: z.array(z.object({ cameraId: z.string(), cameraName: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** A name that every file system takes, with the camera's own name in it. */
export function exportFileName(
  { name }: Pick<Camera, 'name'>,
  { fromMs }: Pick<RecordedSpan, 'fromMs'>,
  index: number,
): string {
  const readable = name.replace(/[^\p{Letter}\p{Number}_-]+/gu, '_').slice(0, 60);
  const at = new Date(fromMs).toISOString().replace(/[-:]/g, '').slice(0, 15);
  return `${String(index + 1).padStart(2, '0')}_${readable}_${at}Z.mp4`;
}

export function isoSpan({ fromMs, toMs }: RecordedSpan): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
