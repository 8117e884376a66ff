/** What it means for the pictures, that some ways to the media node are open and others are not. Pure. */

export type TriedWay = {
  /** That this browser was told to try, `HOST:PORT`; none where the way is not offered. */
  addresses: readonly string[];
  /** Null when it did not connect. */
  connectMs: number | null;
  roundTripMs: number | null;
};

/** `webSocket` is null where there is no camera to ask an address of. */
export type Tried = { udp: TriedWay; tcp: TriedWay; webSocket: TriedWay | null };

export type Verdict = 'good' | 'onlyTcp' | 'onlyWebSocket' | 'nothing';

export function verdictOf({ udp, tcp, webSocket }: Tried): Verdict {
  if (udp.connectMs !== null) return 'good';
  if (tcp.connectMs !== null) return 'onlyTcp';
  return webSocket === null || webSocket.connectMs === null ? 'nothing' : 'onlyWebSocket';
}

/** Whether WebRTC is sent elsewhere than the page came from: behind NAT the announced address must be set. */
export function isSentElsewhere({ udp, tcp }: Pick<Tried, 'udp' | 'tcp'>, pageHost: string): boolean {
  const told = [...udp.addresses, ...tcp.addresses].map((address) => address.slice(0, address.lastIndexOf(':')));
  return /^[\d.]+$|:/.test(pageHost) && told.length > 0 && !told.includes(pageHost.replace(/^\[|\]$/g, ''));
}
