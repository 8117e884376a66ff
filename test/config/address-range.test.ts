/** Which addresses an administrator may have searched. */
import { expect, test } from 'vitest';
import { addressesOf, rangeMistake } from '../../config/contract/address-range.ts';

test.each([
  ['192.168.1.64', undefined],
  ['192.168.1.0/24', undefined],
  ['10.0.0.10-10.0.0.60', undefined],
  ['172.16.0.0/22', undefined],
  ['127.0.0.1', undefined],
  ['192.168.1', 'form'],
  ['192.168.1.300', 'form'],
  ['192.168.1.20-192.168.1.10', 'form'],
  ['192.168.1.0/33', 'form'],
  ['8.8.8.8', 'notPrivate'],
  ['172.32.0.1', 'notPrivate'],
  ['192.168.255.250-192.169.0.5', 'notPrivate'],
  ['10.0.0.0/16', 'tooMany'],
] as const)('%s: %s', (text, mistake) => {
  expect(rangeMistake(text)).toBe(mistake);
});

test('the address of a network and of its broadcast are not asked', () => {
  expect(addressesOf('192.168.1.77/30')).toEqual(['192.168.1.77', '192.168.1.78']);
  expect(addressesOf('192.168.1.254-192.168.2.1')).toEqual([
    '192.168.1.254',
    '192.168.1.255',
    '192.168.2.0',
    '192.168.2.1',
  ]);
  expect(addressesOf('8.8.8.8')).toEqual([]);
});
