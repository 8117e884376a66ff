import { expect, test } from 'vitest';
import { isSentElsewhere, type Tried, type TriedWay, verdictOf } from '../../client/src/network/network.rules.ts';

const open: TriedWay = { addresses: ['10.0.0.5:8082'], connectMs: 12, roundTripMs: 1 };
const closed: TriedWay = { ...open, connectMs: null, roundTripMs: null };

test.each<[string, Tried]>([
  ['good', { udp: open, tcp: closed, webSocket: closed }],
  ['onlyTcp', { udp: closed, tcp: open, webSocket: open }],
  ['onlyWebSocket', { udp: closed, tcp: closed, webSocket: open }],
  ['nothing', { udp: closed, tcp: closed, webSocket: closed }],
  ['nothing', { udp: closed, tcp: closed, webSocket: null }],
])('it is %s', (verdict, tried) => {
  expect(verdictOf(tried)).toBe(verdict);
});

test.each([
  ['10.0.0.5', false],
  ['203.0.113.7', true],
  // A name may stand for any address.
  ['console.example', false],
])('a page from %s is told another address: %s', (host, isElsewhere) => {
  expect(isSentElsewhere({ udp: open, tcp: closed }, host)).toBe(isElsewhere);
});
