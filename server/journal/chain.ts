/**
 * How a row of the journal is bound to all rows before it.
 *
 * The hash covers the digest of the salted body instead of the body, so that a
 * body that must be forgotten can be erased and the chain still verifies.
 */
import { createHash } from 'node:crypto';
import type { JournalRow } from '../storage/schema.ts';

/** What the first row is bound to. */
export const CHAIN_START = '0'.repeat(64);

type Sealed = Omit<JournalRow, 'hash' | 'body' | 'salt'>;

export function digestOfBody(salt: string, body: string): string {
  return sha256(`${salt}\n${body}`);
}

export function hashOfRow(before: string, row: Sealed): string {
  // biome-ignore format: the order of this list is the format of the chain
  return sha256(JSON.stringify([
    before, row.seq, row.atMs, row.actorId, row.actorName, row.kind, row.subject,
    row.scopeAction, row.scopeCameraGroupId, row.bodyVersion, row.bodyDigest,
    // Rows older than belongings had none, and stay as they were sealed.
    ...(row.scopeBelonging === null ? [] : [row.scopeBelonging]),
  ]));
}

/** Whether a row is as it was written, right after the row whose hash is `before`. */
export function isIntact(before: { seq: number; hash: string }, row: JournalRow): boolean {
  const bodyIsRight = row.body === null || row.salt === null || digestOfBody(row.salt, row.body) === row.bodyDigest;
  return bodyIsRight && row.seq === before.seq + 1 && hashOfRow(before.hash, row) === row.hash;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
