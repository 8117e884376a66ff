/** Reads single numbers out of WebRTC's statistics (W3C WebRTC-Stats). */

/** Of candidate pairs only the one in use. */
export function statOf(report: RTCStatsReport, type: string): object | undefined {
  for (const stat of report.values()) {
    const isOther = stat.type !== type || (type === 'candidate-pair' && !stat.nominated);
    if (!isOther) return stat;
  }
  return undefined;
}

/** 0 where the browser does not say. */
export function numberOf(stat: object | undefined, name: string): number {
  const value: unknown = stat && Reflect.get(stat, name);
  return typeof value === 'number' ? value : 0;
}
