/** Addresses in what cameras say: bases, controls and redirects, forgiving what the field gets wrong. Pure. */

/** `rtsp://rtsp://host` and stray spaces, as people paste them. */
export function tidyRtspUrl(url: string): string {
  return url.trim().replace(/^(rtsp:\/\/)+/i, 'rtsp://');
}

/**
 * What relative addresses hang on. Some cameras leave out the scheme, name a host
 * of their own that nobody can reach, or say nothing of use.
 */
export function baseUrl(told: string | undefined, asked: string): string {
  const tidy = tidyRtspUrl(told ?? '');
  if (/^rtsp[su]?:\/\/[^/\s]/i.test(tidy)) return onAskedHost(tidy, asked);
  if (tidy.startsWith('//')) return onAskedHost(`rtsp:${tidy}`, asked);
  if (tidy.startsWith('/')) return `${originOf(asked)}${tidy}`;
  if (/^[\w.-]+(:\d+)?\/\S*$/.test(tidy)) return onAskedHost(`rtsp://${tidy}`, asked);
  return asked;
}

/**
 * Address of a track or of the whole presentation. Cameras expect `base/control`
 * even where RFC 3986 would replace the last step.
 */
export function controlUrl(base: string, control: string | undefined): string {
  if (control === undefined || control === '*' || control === '') return base;
  if (/^rtsp[su]?:\/\//i.test(control)) return onAskedHost(tidyRtspUrl(control), base);
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`;
}

/** Where a redirect leads; a path alone stays on the same host. Undefined where RTSP cannot follow. */
export function redirectUrl(location: string, asked: string): string | undefined {
  const url = URL.parse(tidyRtspUrl(location), asked);
  return url?.protocol === 'rtsp:' && url.hostname !== '' ? url.href : undefined;
}

/** The host that was reached is the one to go on with: behind NAT a camera knows only its own name for itself. */
function onAskedHost(url: string, asked: string): string {
  return `${originOf(asked)}${url.replace(/^rtsp[su]?:\/\/[^/]*/i, '')}`;
}

function originOf(url: string): string {
  return /^rtsp[su]?:\/\/[^/]*/i.exec(url)?.[0] ?? '';
}
