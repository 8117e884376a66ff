/**
 * Makes the files of an export: each camera's pictures untouched, where it is asked
 * for a copy with a watermark, and a manifest that says whose they are, why they
 * were taken, and what they must still be.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { RecordedSpan, RecordingExport } from '../../config/contract/recording.ts';
import type { Db } from '../storage/schema.ts';
import type { ClipFetcher } from './clip-fetcher.ts';
import { copyName, exportFileName, isoSpan, MANIFEST_NAME, type Manifest, progressOf } from './export.rules.ts';
import { reachableCameras } from './reach.ts';
import { spansOf } from './recording.rules.ts';
import * as segmentStore from './segment.store.ts';
import { localMs, watermarkWords } from './watermark.rules.ts';
import { burnIn } from './watermark.ts';

export type ExportMakerNeeds = {
  reader: Db;
  /** Where exports are kept, each in a folder of its own. */
  folder: string;
  site: string;
  timeZone: string;
  clips: Pick<ClipFetcher, 'fetch'>;
};

export type Making = { signal: AbortSignal; onProgress: (share: number) => void };

type ManifestFile = Manifest['files'][number];
type Written = { file: ManifestFile; clip: RecordedSpan };

export class ExportMaker {
  readonly #needs: ExportMakerNeeds;

  constructor(needs: ExportMakerNeeds) {
    this.#needs = needs;
  }

  folderOf(exportId: string): string {
    return join(this.#needs.folder, exportId);
  }

  async forget(exportId: string): Promise<void> {
    await rm(this.folderOf(exportId), { recursive: true, force: true });
  }

  /** As the person who asked for it. Errors: CAMERA_NOT_FOUND, RECORDING_NOT_FOUND, and what the node and ffmpeg say. */
  async make(made: RecordingExport, person: Person, { signal, onProgress }: Making): Promise<RecordingExport['files']> {
    const folder = this.folderOf(made.id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const cameras = await reachableCameras(this.#needs.reader, made.cameraIds, person, 'recording.export');
    const manifest = this.#emptyManifest(made);
    for (const [index, camera] of cameras.entries()) {
      const place = { index, count: cameras.length, hasCopy: made.withWatermark };
      const show = (step: 'file' | 'copy') => (share: number) => onProgress(progressOf(place, step, share));
      const written = await this.#writeClip(made, { camera, index, folder, person, signal, onProgress: show('file') });
      if (!written) {
        manifest.withoutRecording.push({ cameraId: camera.id, cameraName: camera.name });
        continue;
      }
      manifest.files.push(written.file);
      if (!made.withWatermark) continue;
      manifest.copies.push(await this.#writeCopy(written, { made, folder, person, signal, onProgress: show('copy') }));
    }
    if (manifest.files.length === 0) throw new AppError('RECORDING_NOT_FOUND');
    return [...filesOf(manifest), await this.#writeManifest(manifest, folder)];
  }

  #emptyManifest(made: RecordingExport): Manifest {
    const { decision } = made;
    return {
      format: 'lianqin-export-1',
      exportId: made.id,
      site: this.#needs.site,
      madeAt: new Date(made.atMs).toISOString(),
      by: made.by,
      reason: made.reason,
      asked: isoSpan(made),
      files: [],
      copies: [],
      approvedBy: decision && { personId: decision.personId, name: decision.name },
      withoutRecording: [],
    };
  }

  async #writeClip(
    { id, fromMs, toMs }: RecordingExport,
    of: Making & { camera: Camera; index: number; folder: string; person: Person },
  ): Promise<Written | undefined> {
    const { camera, index, folder, person, signal, onProgress } = of;
    const { reader, clips } = this.#needs;
    const segments = await segmentStore.timesInRange(reader, camera.id, fromMs, toMs);
    if (segments.length === 0) return undefined;
    const clip = await clips.fetch({ cameraId: camera.id, fromMs, toMs }, { person, sessionId: `export-${id}` });
    const name = exportFileName(camera, clip, index);
    const hash = createHash('sha256');
    let byteCount = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        byteCount += chunk.length;
        onProgress(byteCount / clip.byteCount);
        done(null, chunk);
      },
    });
    await pipeline(clip.body, counted, createWriteStream(join(folder, name), { flush: true }), { signal });
    if (byteCount !== clip.byteCount) throw new AppError('RECORDING_NOT_FOUND');
    const recorded = spansOf(segments, clip).map(isoSpan);
    const sounding = segments.filter(({ audioCodec }) => audioCodec !== null);
    const withSound = spansOf(sounding, clip).map(isoSpan);
    const facts = { cameraId: camera.id, cameraName: camera.name, ...isoSpan(clip), recorded, withSound };
    return { file: { name, ...facts, byteCount, sha256: hash.digest('hex') }, clip };
  }

  async #writeCopy(
    { file, clip }: Written,
    of: Making & { made: RecordingExport; folder: string; person: Person },
  ): Promise<Manifest['copies'][number]> {
    const { made, folder, person, signal, onProgress } = of;
    const { site, timeZone } = this.#needs;
    const name = copyName(file.name);
    await burnIn({
      folder,
      name: file.name,
      copyName: name,
      words: watermarkWords(person, { site, madeAtMs: made.atMs, timeZone }),
      startsAtLocalMs: localMs(clip.fromMs, timeZone),
      durationMs: clip.toMs - clip.fromMs,
      signal,
      onProgress,
    });
    const { size } = await stat(join(folder, name));
    return { name, of: file.name, byteCount: size, sha256: await sha256Of(join(folder, name)) };
  }

  async #writeManifest(manifest: Manifest, folder: string): Promise<RecordingExport['files'][number]> {
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(folder, MANIFEST_NAME), text, { flush: true });
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { name: MANIFEST_NAME, cameraId: null, byteCount: Buffer.byteLength(text), sha256 };
  }
}

/** Each file, and its copy after it. */
function filesOf({ files, copies }: Manifest): RecordingExport['files'] {
  return files.flatMap((file) => {
    const copy = copies.find(({ of }) => of === file.name);
    const { cameraId } = file;
    return [file, ...(copy ? [copy] : [])].map(({ name, byteCount, sha256 }) => ({
      name,
      cameraId,
      byteCount,
      sha256,
    }));
  });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
