/**
 * Media tokens: signed by the server, checked by the node, with one shared key.
 *
 * `base64url(JSON MediaGrant).base64url(HMAC-SHA256)`, where the signature covers
 * the text before the dot. The key is given as base64, as it travels in NodeStart.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { type GrantOf, MediaGrant } from '../contract/media-token.ts';

export function signMediaToken(grant: MediaGrant, key: string): string {
  const claim = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${claim}.${seal(claim, key).toString('base64url')}`;
}

/** What the token grants, if it is that; throws MEDIA_TOKEN_INVALID or MEDIA_TOKEN_EXPIRED. */
export function verifyMediaToken<Action extends MediaGrant['action']>(
  token: string,
  action: Action,
  { key, nowMs }: { key: string; nowMs: number },
): GrantOf<Action> {
  const [claim = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = seal(claim, key);
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new AppError('MEDIA_TOKEN_INVALID');
  }
  const grant = readGrant(claim);
  if (!isFor(grant, action)) throw new AppError('MEDIA_TOKEN_INVALID');
  if (grant.expiresAtMs <= nowMs) throw new AppError('MEDIA_TOKEN_EXPIRED');
  return grant;
}

function isFor<Action extends MediaGrant['action']>(grant: MediaGrant, action: Action): grant is GrantOf<Action> {
  return grant.action === action;
}

function seal(claim: string, key: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(claim).digest();
}

function readGrant(claim: string): MediaGrant {
  try {
    return MediaGrant.parse(JSON.parse(Buffer.from(claim, 'base64url').toString('utf8')));
  } catch (thrown) {
    throw new AppError('MEDIA_TOKEN_INVALID', {}, thrown);
  }
}
