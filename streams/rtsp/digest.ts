/** Signs RTSP requests: Basic (RFC 7617) and Digest with MD5 or SHA-256 (RFC 7616; RFC 2069 where no qop is given). */
import { createHash, randomBytes } from 'node:crypto';

export type Credentials = { username: string; password: string };
/** Signs one request after another; Digest counts them. */
export type Signer = (method: string, url: string) => string;

type Challenge = { scheme: string; parameters: Record<string, string> };

/** The strongest challenge that can be answered; undefined when there is none. */
export function signerFor(challenges: readonly string[], credentials: Credentials): Signer | undefined {
  const read = challenges.map(readChallenge);
  const digests = read.filter(({ scheme }) => scheme === 'digest');
  const digest = digests.find(isSha256) ?? digests.find(({ parameters }) => isMd5(parameters));
  if (digest) return digestSigner(digest.parameters, credentials);
  return read.some(({ scheme }) => scheme === 'basic') ? basicSigner(credentials) : undefined;
}

/** Another one than was signed with means that the old one has run out, whether or not the camera says so (`stale`). */
export function nonceOf(challenges: readonly string[]): string | undefined {
  return challenges.map((challenge) => readChallenge(challenge).parameters.nonce).find((nonce) => nonce !== undefined);
}

function readChallenge(text: string): Challenge {
  const space = text.indexOf(' ');
  const scheme = (space < 0 ? text : text.slice(0, space)).toLowerCase();
  const parameters: Record<string, string> = {};
  for (const [, name = '', quoted, bare] of text.slice(space + 1).matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/g)) {
    // A second challenge in the same header comes behind the first.
    parameters[name.toLowerCase()] ??= quoted ?? bare ?? '';
  }
  return { scheme, parameters };
}

function isMd5({ algorithm = 'MD5' }: Record<string, string>): boolean {
  return algorithm.toUpperCase() === 'MD5';
}

function isSha256({ parameters }: Challenge): boolean {
  return parameters.algorithm?.toUpperCase() === 'SHA-256';
}

function basicSigner({ username, password }: Credentials): Signer {
  const value = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return () => value;
}

function digestSigner(challenge: Record<string, string>, { username, password }: Credentials): Signer {
  const { realm = '', nonce = '', opaque, qop } = challenge;
  const algorithm = isMd5(challenge) ? 'md5' : 'sha256';
  const hash = (text: string) => createHash(algorithm).update(text).digest('hex');
  const withQop = qop?.split(',').some((offer) => offer.trim() === 'auth') ?? false;
  let count = 0;
  return (method, url) => {
    count += 1;
    const nc = count.toString(16).padStart(8, '0');
    const cnonce = randomBytes(8).toString('hex');
    const secret = hash(`${username}:${realm}:${password}`);
    const request = hash(`${method}:${url}`);
    const response = hash(
      withQop ? `${secret}:${nonce}:${nc}:${cnonce}:auth:${request}` : `${secret}:${nonce}:${request}`,
    );
    const parts = [
      `username="${username}"`,
      `realm="${realm}"`,
      `nonce="${nonce}"`,
      `uri="${url}"`,
      `response="${response}"`,
    ];
    if (challenge.algorithm) parts.push(`algorithm=${challenge.algorithm}`);
    if (opaque !== undefined) parts.push(`opaque="${opaque}"`);
    if (withQop) parts.push('qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`);
    return `Digest ${parts.join(', ')}`;
  };
}
