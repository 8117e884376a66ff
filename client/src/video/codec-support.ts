/** What this browser plays by itself, and so need not be transcoded for it. */

/** `codec` is RFC 6381's, as a camera's health says it. */
export function isH265(codec: string | null | undefined): boolean {
  return codec?.startsWith('hvc1') ?? false;
}

/** Not every browser that says so for one size plays every size; the player falls back by itself. */
export function playsUntouched(codec: string): boolean {
  return MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`);
}
