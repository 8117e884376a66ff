/** The Transport header (RFC 2326 section 12.39), as cameras answer it. Pure. */

export type GivenTransport = {
  /** RTP and RTCP over the connection; null when it is not said. */
  channels: { rtp: number; rtcp: number } | null;
  /** The camera's own RTCP port; null when it is not said. */
  serverRtcpPort: number | null;
  /** Where packets come from, when it is another host. */
  source: string | null;
};

export function readTransport(header: string): GivenTransport {
  const interleaved = /interleaved\s*=\s*(\d+)(?:\s*-\s*(\d+))?/i.exec(header);
  const server = /server_port\s*=\s*(\d+)(?:\s*-\s*(\d+))?/i.exec(header);
  const source = /source\s*=\s*"?([^;"\s]+)/i.exec(header)?.[1] ?? null;
  const rtp = Number(interleaved?.[1]);
  const serverPort = Number(server?.[1]);
  return {
    channels: interleaved ? { rtp, rtcp: Number(interleaved[2] ?? rtp + 1) } : null,
    serverRtcpPort: server ? Number(server[2] ?? serverPort + 1) : null,
    source,
  };
}
