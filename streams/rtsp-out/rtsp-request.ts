/** Requests of RTSP 1.0 (RFC 2326) as a server reads them, and its answers. Pure. */

export type RtspRequest = {
  method: string;
  url: string;
  cseq: string;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
};

/** Undefined when it is no request. */
export function readRequest(head: string): RtspRequest | undefined {
  const [first = '', ...lines] = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const match = /^([A-Z_]+) (\S+) RTSP\/1\.\d$/.exec(first.trim());
  if (!match) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const [, method = '', url = ''] = match;
  return { method, url, cseq: headers.get('cseq') ?? '0', headers };
}

const REASONS: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  453: 'Not Enough Bandwidth',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  459: 'Aggregate Operation Not Allowed',
  461: 'Unsupported Transport',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export type RtspAnswer = { status: number; headers?: Record<string, string>; body?: string };

export function writeAnswer({ status, headers = {}, body = '' }: RtspAnswer, cseq: string): string {
  const all = {
    CSeq: cseq,
    Server: 'Lianqin',
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `RTSP/1.0 ${status} ${REASONS[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`;
}

/** What the path of an address names: `/CAMERA`, `/CAMERA/sub`, each with `/track=N` behind it in SETUP. */
export type Named = { cameraId: string; quality: 'main' | 'sub'; track: number | undefined; token: string | undefined };

export function readAddress(url: string): Named | undefined {
  if (!URL.canParse(url)) return undefined;
  const address = new URL(url);
  // Some clients put the track behind the query.
  const text = `${address.pathname}${address.search.includes('/track=') ? address.search.slice(address.search.indexOf('/track=')) : ''}`;
  const parts = text.split('/').filter((part) => part !== '');
  const last = /^track=(\d)$/.exec(parts.at(-1) ?? '');
  if (last) parts.pop();
  const [cameraId, quality = 'main', ...more] = parts;
  if (cameraId === undefined || more.length > 0 || (quality !== 'main' && quality !== 'sub')) return undefined;
  const token = address.searchParams.get('token')?.replace(/\/track=\d$/, '');
  return { cameraId, quality, track: last ? Number(last[1]) : undefined, token: token ?? undefined };
}

/** How packets are to go: inside the connection, or to a pair of the client's UDP ports. */
export type WantedTransport = { kind: 'tcp'; channel: number | undefined } | { kind: 'udp'; rtp: number; rtcp: number };

/** The first that we have; a client lists what it takes in its order (RFC 2326 section 12.39). */
export function readWanted(header: string): WantedTransport | undefined {
  for (const one of header.split(',')) {
    if (/multicast/i.test(one)) continue;
    if (/RTP\/AVP\/TCP/i.test(one)) {
      const channel = /interleaved=(\d+)/i.exec(one)?.[1];
      return { kind: 'tcp', channel: channel === undefined ? undefined : Number(channel) };
    }
    const ports = /client_port=(\d+)(?:-(\d+))?/i.exec(one);
    if (/RTP\/AVP/i.test(one) && ports) {
      const rtp = Number(ports[1]);
      return { kind: 'udp', rtp, rtcp: Number(ports[2] ?? rtp + 1) };
    }
  }
  return undefined;
}

/** Name and password of `Authorization: Basic` (RFC 7617). */
export function readBasic(header: string | undefined): { account: string; password: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { account: text.slice(0, colon), password: text.slice(colon + 1) };
}
