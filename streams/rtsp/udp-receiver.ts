/** A pair of UDP ports for one track (RFC 3550 section 11: RTP on the even one, RTCP on the next). */

import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { AppError } from '../../config/contract/errors.ts';

const FIRST_PORT = 20_000;
const LAST_PORT = 60_000;
const TRIES = 20;
/** Whole key frames come at once. */
const BUFFER_BYTES = 4 * 1_024 * 1_024;

export type UdpListener = { onRtp(packet: Buffer): void; onRtcp(packet: Buffer): void };

export type UdpReceiver = {
  /** The even port. */
  port: number;
  sendRtp(packet: Buffer, port: number): void;
  sendRtcp(packet: Buffer, port: number): void;
  close(): void;
};

/** Only what comes from `from` is listened to. Errors: CAMERA_REFUSED when no pair is free. */
export async function openUdpReceiver(
  { at, from }: { at: string; from: string },
  listener: UdpListener,
): Promise<UdpReceiver> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(FIRST_PORT / 2, LAST_PORT / 2) * 2;
    const rtp = await bind(at, port).catch(() => undefined);
    const rtcp = rtp && (await bind(at, port + 1).catch(() => undefined));
    if (!rtp || !rtcp) {
      rtp?.close();
      continue;
    }
    rtp.on('message', (packet, { address }) => {
      if (address === from) listener.onRtp(packet);
    });
    rtcp.on('message', (packet, { address }) => {
      if (address === from) listener.onRtcp(packet);
    });
    return {
      port,
      // A peer that does not want to hear it is no error of ours.
      sendRtp: (packet, toPort) => rtp.send(packet, toPort, from, () => {}),
      sendRtcp: (packet, toPort) => rtcp.send(packet, toPort, from, () => {}),
      close: () => {
        rtp.close();
        rtcp.close();
      },
    };
  }
  throw new AppError('CAMERA_REFUSED', { status: 461, reason: 'no free UDP ports' });
}

function bind(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', recvBufferSize: BUFFER_BYTES });
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject);
      // An unreachable port at the other end is told here; the camera's silence says the same.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}
