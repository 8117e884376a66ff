/** Secrets a site makes for itself on its first start and keeps in its data folder, readable by nobody else. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

export function readOrMakeKey(folder: string, name: string): Buffer {
  const path = join(folder, 'keys', `${name}.key`);
  if (!existsSync(path)) writeFileSync(path, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
  return Buffer.from(readFileSync(path, 'utf8'), 'base64');
}
