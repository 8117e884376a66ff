import { expect, test } from 'vitest';
import { securityHeader } from '../../../streams/onvif/security-header.ts';
import { find, readXml, textOf } from '../../fixtures/small-xml.ts';

const NONCE = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');

test('the digest is of nonce, time and password, in this order', () => {
  const token = readXml(inEnvelope(securityHeader({ username: 'user', password: 'userpassword' }, 0, NONCE)));
  expect(textOf(token, 'Created')).toBe('1970-01-01T00:00:00.000Z');
  // printf '1970-01-01T00:00:00.000Zuserpassword' | cat nonce - | openssl sha1 -binary | base64
  expect(textOf(token, 'Password')).toBe('FcgakzcwF2gbpMT7javR+UKQdPM=');
});

test('a name with signs of XML and a password beyond ASCII reach the camera as they are', () => {
  const token = readXml(inEnvelope(securityHeader({ username: 'a<b>&"c"', password: '密码' }, 0, NONCE)));
  expect(textOf(token, 'Username')).toBe('a<b>&"c"');
  // the same with 密码 in UTF-8
  expect(textOf(token, 'Password')).toBe('K+rDWhUMYoQYuMayyceLQNYVb6o=');
});

test('no nonce is used twice', () => {
  const nonces = [1, 2].map(() => {
    const token = readXml(inEnvelope(securityHeader({ username: 'user', password: 'x' }, 0)));
    return find(token, 'Nonce')?.text;
  });
  expect(new Set(nonces).size).toBe(2);
});

function inEnvelope(header: string): string {
  return `<s:Header xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}</s:Header>`;
}
