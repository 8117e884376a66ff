/** Whether the files of an export are what they were when they were taken. Needs nothing but the folder. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_NAME, Manifest } from './export.rules.ts';

export type FileVerdict = { name: string; verdict: 'intact' | 'changed' | 'missing' };
export type ExportVerdict = { manifest: Manifest; manifestSha256: string; files: FileVerdict[] };

/** Errors: what the file system or the manifest's shape says. */
export async function verifyExport(folder: string): Promise<ExportVerdict> {
  const text = await readFile(join(folder, MANIFEST_NAME));
  const manifest = Manifest.parse(JSON.parse(text.toString('utf8')));
  const files: FileVerdict[] = [];
  for (const { name, sha256 } of [...manifest.files, ...manifest.copies])
    files.push({ name, verdict: await verdictOf(join(folder, name), sha256) });
  return { manifest, manifestSha256: createHash('sha256').update(text).digest('hex'), files };
}

async function verdictOf(path: string, sha256: string): Promise<FileVerdict['verdict']> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return 'missing';
    throw thrown;
  }
  return hash.digest('hex') === sha256 ? 'intact' : 'changed';
}
