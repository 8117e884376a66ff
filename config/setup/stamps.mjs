/** A stamp is a small file that says what a finished step was made from. The same again needs no work. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function fingerprint(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

export function isStamped(path, value) {
  try {
    return readFileSync(path, 'utf8') === value;
  } catch {
    // No stamp yet: the step was never finished.
    return false;
  }
}

export function stamp(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, value);
  renameSync(`${path}.new`, path);
}
