/**
 * Passwords at rest: Argon2id (RFC 9106), in the usual text form that carries its own parameters.
 *
 * Worked off the loop, and few at a time, so that a flood of sign-ins slows
 * sign-ins and nothing else.
 */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Lane } from '../../config/kernel/lane.ts';

const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const TAG_BYTES = 32;

/** Two at once: the loop's own file and name look-ups share the same threads. */
const LANES = [new Lane(), new Lane()];
let turn = 0;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, { memory: MEMORY_KIB, passes: PASSES, parallelism: PARALLELISM });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${unpadded(salt)}$${unpadded(tag)}`;
}

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = STORED.exec(stored) ?? [];
  const expected = Buffer.from(tag, 'base64');
  if (expected.length !== TAG_BYTES) throw new Error('a stored password has an unknown form');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), cost), expected);
}

/** What an account that does not exist is checked against, so that it takes as long as one that does. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$VGhpcyB0YWcgYmVsb25ncyB0byBub2JvZHkgYXQgYWw';

export async function spendTheSameTime(password: string): Promise<void> {
  await isPassword(password, NOBODY);
}

function derive(
  password: string,
  salt: Buffer,
  cost: Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>,
): Promise<Buffer> {
  turn = (turn + 1) % LANES.length;
  const lane = LANES[turn] ?? new Lane();
  return lane.run(
    () =>
      new Promise((resolve, reject) => {
        const parameters = { message: password.normalize('NFC'), nonce: salt, tagLength: TAG_BYTES, ...cost };
        argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
      }),
  );
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
