/**
 * The chain's head, signed and appended to a file outside the data folder: whoever
 * rewrites or shortens the record there cannot make it agree with what stands here.
 *
 * The file only grows. Where it lies on a disk or share that the server may append to
 * and not change, even the server's own administrator leaves a trace.
 */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const SignedHead = z.object({
  seq: z.int(),
  hash: z.string(),
  atMs: z.int(),
  /** Ed25519, base64. */
  publicKey: z.string(),
  signature: z.string(),
});
export type SignedHead = z.infer<typeof SignedHead>;

type Head = { seq: number; hash: string };

/** What a private Ed25519 key begins with in PKCS #8 (RFC 8410); the secret follows. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export function appendHead(
  path: string,
  { seq, hash }: Head,
  { atMs, secret }: { atMs: number; secret: Buffer },
): void {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = rawPublic(createPublicKey(key)).toString('base64');
  const signature = sign(null, signed({ seq, hash, atMs }), key).toString('base64');
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify({ seq, hash, atMs, publicKey, signature } satisfies SignedHead)}\n`, {
    mode: 0o600,
    flush: true,
  });
}

/** In the order they were signed; `isWhole` is false when a line is no head, or not signed by the key of the first. */
export function readHeads(path: string): { heads: SignedHead[]; isWhole: boolean } {
  if (!existsSync(path)) return { heads: [], isWhole: true };
  const lines = readFileSync(path, 'utf8').split('\n');
  const heads = lines.filter((line) => line !== '').map(readLine);
  const whole = heads.filter((head) => head !== undefined);
  const [first] = whole;
  const isWhole =
    whole.length === heads.length && whole.every((head) => head.publicKey === first?.publicKey && isSigned(head));
  return { heads: whole, isWhole };
}

function readLine(line: string): SignedHead | undefined {
  try {
    return SignedHead.parse(JSON.parse(line));
  } catch {
    // Whatever it is, it is no head, and the caller says so.
    return undefined;
  }
}

function isSigned({ publicKey, signature, ...head }: SignedHead): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') };
  try {
    return verify(null, signed(head), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64'));
  } catch {
    // No key of that kind.
    return false;
  }
}

function signed({ seq, hash, atMs }: Head & { atMs: number }): Buffer {
  return Buffer.from(JSON.stringify([seq, hash, atMs]));
}

function rawPublic(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
