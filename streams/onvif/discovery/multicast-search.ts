/** Asks every network this machine is in for ONVIF devices, over each interface by itself. */
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundDevice } from '../../../config/contract/device.ts';
import { AppError } from '../../../config/contract/errors.ts';
import { newLogger } from '../../../config/kernel/logger.ts';
import { probe, readProbeMatch } from './probe-match.ts';

const log = newLogger('discovery');
const GROUP = '239.255.255.250';
const PORT = 3_702;
/** Datagrams get lost; devices answer after a random pause of up to half a second. */
const ASKED_AT_MS = [0, 500, 1_200];
const LISTEN_MS = 3_000;

/** IPv4 addresses of the interfaces named, such as `eth0,eth1`; of all but loopback where none is. */
export function searchAddresses(named: string): string[] {
  const wanted = named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && (wanted.length > 0 ? wanted.includes(name) : !internal))
      .map(({ address }) => address),
  );
}

/** Tells of each device as it answers; resolves when the time for answers is over. */
export async function searchByMulticast(
  addresses: readonly string[],
  onFound: (device: FoundDevice) => void,
): Promise<void> {
  const outcomes = await Promise.allSettled(addresses.map((address) => searchOver(address, onFound)));
  const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failed.length > 0) log.warn({ err: failed[0], failedCount: failed.length }, 'an interface was not searched');
  if (addresses.length === 0 || failed.length === addresses.length)
    throw new AppError('SEARCH_NO_NETWORK', {}, failed[0]);
}

async function searchOver(address: string, onFound: (device: FoundDevice) => void): Promise<void> {
  const socket = createSocket({ type: 'udp4' });
  const failed = once(socket, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  try {
    const messageId = randomUUID();
    socket.on('message', (bytes, from) => {
      const found = readProbeMatch(bytes.toString('utf8'), messageId, from.address);
      if (found) onFound(found);
    });
    socket.bind(0, address);
    await Promise.race([once(socket, 'listening'), failed]);
    socket.setMulticastInterface(address);
    socket.setMulticastTTL(1);
    const question = Buffer.from(probe(messageId));
    const asked = ASKED_AT_MS.map(async (afterMs) => {
      await sleep(afterMs);
      socket.send(question, PORT, GROUP);
    });
    await Promise.race([Promise.all([...asked, sleep(LISTEN_MS)]), failed]);
  } finally {
    socket.close();
  }
}
