/** Whether a request is signed as a camera asks for it, reckoned apart from the product's own code (RFC 7616, RFC 7617). */
import { createHash } from 'node:crypto';
import type { Asked, Conversation, Rule } from './conversation.ts';
import type { Alteration } from './text-alterations.ts';

export const USER = { username: 'viewer', password: 'a b:c@d' };

type Wants = {
  /** `WWW-Authenticate`, one or more. */
  challenges: readonly string[];
  isSigned(asked: Asked): boolean;
  /** Which requests may come without; OPTIONS where nothing is said. */
  open?: readonly string[];
};

export function digestOf(asked: Asked, realm: string, nonce: string, algorithm: 'md5' | 'sha256' = 'md5'): boolean {
  const header = asked.headers.get('authorization') ?? '';
  const said = Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare]),
  );
  const hash = (text: string) => createHash(algorithm).update(text).digest('hex');
  const secret = hash(`${USER.username}:${realm}:${USER.password}`);
  const request = hash(`${asked.method}:${asked.url}`);
  const middle = said.qop === undefined ? nonce : `${nonce}:${said.nc}:${said.cnonce}:${said.qop}`;
  return (
    header.startsWith('Digest ') &&
    said.username === USER.username &&
    said.realm === realm &&
    said.nonce === nonce &&
    said.uri === asked.url &&
    said.response === hash(`${secret}:${middle}:${request}`)
  );
}

export function isBasic(asked: Asked): boolean {
  const { username, password } = USER;
  return asked.headers.get('authorization') === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Whoever does not sign is refused with these challenges. */
export function wants({ challenges, isSigned, open = ['OPTIONS'] }: Wants): Alteration {
  const rule: Rule = {
    when: (asked) => !open.includes(asked.method) && !isSigned(asked),
    say: () =>
      ['RTSP/1.0 401 Unauthorized', 'CSeq: 0', ...challenges.map((each) => `WWW-Authenticate: ${each}`)].join('\r\n'),
  };
  return (conversation: Conversation) => ({ ...conversation, rules: [rule, ...conversation.rules] });
}
