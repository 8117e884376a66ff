/** One byte range of a request (RFC 9110 section 14.1.2). Pure. */

export type ByteRange = { start: number; end: number };

/** Undefined: send all of it, as for a header that is not understood or names several ranges. `end` is included. */
export function readRange(header: string | undefined, byteCount: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1], match[2]].map((text) => (text === '' ? undefined : Number(text)));
  const start = first ?? Math.max(0, byteCount - (last ?? 0));
  const end = first === undefined ? byteCount - 1 : Math.min(last ?? byteCount - 1, byteCount - 1);
  return start <= end ? { start, end } : 'unsatisfiable';
}
