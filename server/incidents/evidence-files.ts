/**
 * Files of evidence, as they were sent. What comes in stands in a folder of its own until
 * it is known to be what it should be; one that was cut short leaves nothing behind.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../config/contract/errors.ts';
import type { IncidentEvidence } from '../../config/contract/evidence.ts';
import { extensionOf, HEAD_BYTES } from './evidence.rules.ts';

export type Received = { path: string; byteCount: number; sha256: string; head: Buffer };
type Named = Pick<IncidentEvidence, 'id' | 'contentType'>;

export type EvidenceFiles = {
  /** On the disk when it resolves. Errors: EVIDENCE_TOO_LARGE. */
  receive(body: AsyncIterable<Buffer>, limitBytes: number): Promise<Received>;
  discard(received: Received): Promise<void>;
  keep(received: Received, evidence: Named): Promise<void>;
  remove(evidence: Named): Promise<void>;
  pathOf(evidence: Named): string;
  /** Of those a crash left without a row. */
  removeAllBut(isKnown: (evidenceId: string) => Promise<boolean>): Promise<void>;
};

export function openEvidenceFiles(dataFolder: string): EvidenceFiles {
  const folder = join(dataFolder, 'evidence');
  const incoming = join(folder, 'incoming');
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (evidence: Named) => join(folder, `${evidence.id}.${extensionOf(evidence)}`);

  return {
    pathOf,
    receive: async (body, limitBytes) => {
      const path = join(incoming, randomUUID());
      try {
        return await write(path, body, limitBytes);
      } catch (thrown) {
        await rm(path, { force: true });
        throw thrown;
      }
    },
    discard: ({ path }) => rm(path, { force: true }),
    keep: async ({ path }, evidence) => {
      await rename(path, pathOf(evidence));
      await syncFolder(folder);
    },
    remove: (evidence) => rm(pathOf(evidence), { force: true }),
    removeAllBut: async (isKnown) => {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const [evidenceId = ''] = entry.name.split('.');
        if (entry.isFile() && !(await isKnown(evidenceId))) await rm(join(folder, entry.name), { force: true });
      }
    },
  };
}

async function write(path: string, body: AsyncIterable<Buffer>, limitBytes: number): Promise<Received> {
  await using file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let byteCount = 0;
  for await (const part of body) {
    byteCount += part.length;
    if (byteCount > limitBytes) throw tooLarge(limitBytes);
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, part.subarray(0, HEAD_BYTES)]);
    hash.update(part);
    await file.write(part);
  }
  await file.sync();
  return { path, byteCount, sha256: hash.digest('hex'), head };
}

export function tooLarge(limitBytes: number): AppError {
  return new AppError('EVIDENCE_TOO_LARGE', { limitMb: Math.round(limitBytes / 1_000_000) });
}

/** So that the name outlives a power cut as the bytes do. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
