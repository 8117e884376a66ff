/** A port on loopback where a transcoder's RTP comes in. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export const RTP_HOST = '127.0.0.1';

export type RtpSocket = { port: number; close(): void };

export async function openRtpSocket(onPacket: (packet: Buffer) => void): Promise<RtpSocket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1_024 * 1_024 });
  socket.on('message', (packet) => {
    if (!isRtcp(packet)) onPacket(packet);
  });
  socket.bind(0, RTP_HOST);
  await once(socket, 'listening');
  return { port: socket.address().port, close: () => socket.close() };
}

/** Both come to one port (RFC 5761 section 4). */
function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}
