/**
 * A range of IPv4 addresses as an administrator writes it: `192.168.1.64`, `192.168.1.0/24` or
 * `192.168.1.10-192.168.1.60`. Pure. Only private and loopback addresses (RFC 1918, RFC 1122): a
 * console must not be a way to search other people's networks.
 */

const MOST_ADDRESSES = 1_024;

export type RangeMistake = 'form' | 'notPrivate' | 'tooMany';

const PRIVATE = [
  ['10.0.0.0', '10.255.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['127.0.0.0', '127.255.255.255'],
] as const;

export function rangeMistake(text: string): RangeMistake | undefined {
  const bounds = boundsOf(text);
  if (!bounds || bounds.first > bounds.last) return 'form';
  const isPrivate = PRIVATE.some(([from, to]) => bounds.first >= numberOf(from) && bounds.last <= numberOf(to));
  if (!isPrivate) return 'notPrivate';
  return bounds.last - bounds.first + 1 > MOST_ADDRESSES ? 'tooMany' : undefined;
}

/** Every address of a range without a mistake; those of the network itself and of its broadcast are left out. */
export function addressesOf(text: string): string[] {
  const bounds = boundsOf(text);
  if (!bounds || rangeMistake(text) !== undefined) return [];
  const { first, last } = bounds;
  const isNetwork = bounds.prefix !== undefined && bounds.prefix <= 30;
  const [from, to] = isNetwork ? [first + 1, last - 1] : [first, last];
  return Array.from({ length: to - from + 1 }, (_, index) => textOf(from + index));
}

function boundsOf(text: string): { first: number; last: number; prefix?: number } | undefined {
  const [, from = '', prefix, to] = /^\s*([\d.]+)\s*(?:\/\s*(\d{1,2})|-\s*([\d.]+))?\s*$/.exec(text) ?? [];
  if (!isAddress(from)) return undefined;
  const first = numberOf(from);
  if (to !== undefined) return isAddress(to) ? { first, last: numberOf(to) } : undefined;
  if (prefix === undefined) return { first, last: first };
  const bits = Number(prefix);
  if (bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const base = Math.floor(first / size) * size;
  return { first: base, last: base + size - 1, prefix: bits };
}

function isAddress(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
