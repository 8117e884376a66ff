/**
 * The signature of a SOAP message: WS-Security UsernameToken with PasswordDigest
 * (OASIS WSS UsernameToken Profile 1.0, section 3.1; ONVIF Core, user authentication).
 *
 * `createdAtMs` must be the camera's time, which need not be the right one: a camera
 * refuses a token that is older than a few seconds by its own clock.
 */
import { createHash, randomBytes } from 'node:crypto';
import { element, leaf } from './xml.ts';

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export type Credentials = { username: string; password: string };

export function securityHeader({ username, password }: Credentials, createdAtMs: number, nonce = randomBytes(16)) {
  const created = new Date(createdAtMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  const token = element(
    'wsse:UsernameToken',
    leaf('wsse:Username', username) +
      element('wsse:Password', digest, { Type: `${WSS}-username-token-profile-1.0#PasswordDigest` }) +
      element('wsse:Nonce', nonce.toString('base64'), {
        EncodingType: `${WSS}-soap-message-security-1.0#Base64Binary`,
      }) +
      leaf('wsu:Created', created),
  );
  return element('wsse:Security', token, {
    's:mustUnderstand': '1',
    'xmlns:wsse': `${WSS}-wssecurity-secext-1.0.xsd`,
    'xmlns:wsu': `${WSS}-wssecurity-utility-1.0.xsd`,
  });
}
