/** The address a request came from, as people write it: IPv4 without its IPv6 wrapping. */
import type { IncomingMessage } from 'node:http';

export function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The name this server was called by, without the port; what else stands in a Host header is not repeated. */
export function hostNameOf(request: IncomingMessage): string {
  const [, name] = /^(\[[0-9a-fA-F:.]+\]|[0-9a-zA-Z._-]+)(?::\d+)?$/.exec(request.headers.host ?? '') ?? [];
  return name ?? 'localhost';
}
