/** The words of RTSP 1.0 (RFC 2326): requests written, responses read. */

export type RtspResponse = {
  status: number;
  reason: string;
  /** Names in lower case; a header that comes twice keeps both values. */
  headers: ReadonlyMap<string, readonly string[]>;
  body: string;
};

export type RtspRequest = { method: string; url: string; headers: Record<string, string> };

export function writeRequest({ method, url, headers }: RtspRequest, cseq: number): string {
  const lines = Object.entries({ CSeq: `${cseq}`, ...headers, 'User-Agent': 'Lianqin' });
  return `${method} ${url} RTSP/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** Undefined when the first line is not that of an RTSP response. */
export function readResponseHead(text: string): Omit<RtspResponse, 'body'> | undefined {
  // A line that begins with a space goes on where the one before it ended (RFC 2326 section 4.2).
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const match = /^RTSP\/\d\.\d\s+(\d{3})\s*(.*)$/.exec(first.trim());
  if (!match) return undefined;
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { status: Number(match[1]), reason: match[2] ?? '', headers };
}

export function header(response: Pick<RtspResponse, 'headers'>, name: string): string | undefined {
  return response.headers.get(name)?.[0];
}
