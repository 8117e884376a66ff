/** What an export says of itself. Pure. */
import { z } from 'zod';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { DecideExport, RecordedSpan, RecordingExport } from '../../config/contract/recording.ts';

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
      /** Stretches that have sound; at other times nothing was recorded of it. */
      withSound: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
      byteCount: z.int(),
      sha256: z.string(),
    }),
  ),
  /** Of some of the files, with the watermark burned in: to be looked at, no evidence. */
  copies: z.array(z.object({ name: z.string(), of: z.string(), byteCount: z.int(), sha256: z.string() })).default([]),
  /** Who let it be taken out, where the site asks for a second person. */
  approvedBy: z.object({ personId: z.string(), name: z.string() }).nullable().default(null),
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

export function copyName(name: string): string {
  return name.replace(/\.mp4$/, '_watermark.mp4');
}

type Who = RecordingExport['by'];

/** What a second person's decision makes of it. Errors: EXPORT_CANNOT_MOVE, EXPORT_OWN_DECISION. */
export function decided(
  made: RecordingExport,
  { isApproved, note }: DecideExport,
  by: Who,
  atMs: number,
): RecordingExport {
  if (made.by.personId === by.personId) throw new AppError('EXPORT_OWN_DECISION');
  if (made.state !== 'waiting') throw cannotMove(made);
  return { ...made, state: isApproved ? 'working' : 'refused', decision: { ...by, atMs, isApproved, note } };
}

/** Errors: EXPORT_CANNOT_MOVE, EXPORT_NOT_OWN. */
export function cancelled(made: RecordingExport, by: Who): RecordingExport {
  if (made.by.personId !== by.personId) throw new AppError('EXPORT_NOT_OWN', { name: made.by.name });
  if (made.state !== 'waiting' && made.state !== 'working') throw cannotMove(made);
  return { ...made, state: 'cancelled', cancelledBy: by };
}

function cannotMove({ id, state }: RecordingExport): AppError {
  return new AppError('EXPORT_CANNOT_MOVE', { exportId: id, state });
}

/** How much of the work a file is, and how much the copy that is drawn anew. */
const COPYING_SHARE = 0.15;

export function progressOf(
  { index, count, hasCopy }: { index: number; count: number; hasCopy: boolean },
  step: 'file' | 'copy',
  share: number,
): number {
  const ofFile = hasCopy ? COPYING_SHARE : 1;
  const done = step === 'file' ? ofFile * share : ofFile + (1 - ofFile) * share;
  return (index + Math.min(1, done)) / count;
}

export function isoSpan({ fromMs, toMs }: RecordedSpan): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
