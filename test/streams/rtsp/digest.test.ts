import { expect, test } from 'vitest';
import { nonceOf, signerFor } from '../../../streams/rtsp/digest.ts';

const MUFASA = { username: 'Mufasa', password: 'Circle Of Life' };

test('a digest without qop is that of RFC 2069 (the example of its errata)', () => {
  const challenge = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc"';
  const signed = signerFor([challenge], { username: 'Mufasa', password: 'CircleOfLife' })?.('GET', '/dir/index.html');
  expect(signed).toContain('response="1949323746fe6a43ef61f9606e7febea"');
  expect(signed).toContain('opaque="5ccc"');
});

test('the strongest challenge is answered', () => {
  const offers = [
    'Basic realm="c"',
    'Digest realm="c", nonce="n", algorithm=MD5',
    'Digest realm="c", nonce="n", algorithm=SHA-256, qop="auth"',
  ];
  expect(signerFor(offers, MUFASA)?.('PLAY', 'rtsp://c')).toMatch(/algorithm=SHA-256.*qop=auth, nc=00000001/);
  expect(signerFor(offers.slice(0, 2), MUFASA)?.('PLAY', 'rtsp://c')).toMatch(/^Digest .*algorithm=MD5/);
  expect(signerFor(offers.slice(0, 1), MUFASA)?.('PLAY', 'rtsp://c')).toBe('Basic TXVmYXNhOkNpcmNsZSBPZiBMaWZl');
  expect(signerFor(['Negotiate'], MUFASA)).toBeUndefined();
});

test('the nonce that was asked for is told, so that another one is seen to have replaced it', () => {
  expect(nonceOf(['Basic realm="c"', 'Digest realm="c", nonce="n", stale=TRUE'])).toBe('n');
  expect(nonceOf(['Basic realm="c"'])).toBeUndefined();
});
