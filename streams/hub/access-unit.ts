/** The thing that travels: one picture of one camera, as every output takes it. */

export type ParameterSets =
  | { codec: 'h264'; sps: Buffer; pps: Buffer }
  | { codec: 'h265'; vps: Buffer; sps: Buffer; pps: Buffer };

export type AccessUnit = {
  /** NAL units one after another, each behind its length in four bytes (ISO/IEC 14496-15), without parameter sets and delimiters. */
  data: Buffer;
  /** Begins with a picture one can begin with (H.264: IDR, H.265: IRAP), and can be decoded from here. */
  isKey: boolean;
  /** When it is decoded, in 90 kHz ticks on our own timeline: grows for ever, whatever the camera does. */
  ticks: number;
  /** How much later than that it is shown; below 0 only for a moment, while it is learnt how far pictures come early. */
  compositionTicks: number;
  /** Its stream has B-frames: pictures come in another order than they are shown in. */
  isReordered: boolean;
  receivedAtMs: number;
  /** Those in force for this picture; the same object until they change. */
  parameterSets: ParameterSets;
};

export const TICKS_PER_SECOND = 90_000;
export const TICKS_PER_MS = 90;

/** What browsers take over WebRTC: they decode no H.265 there, and show pictures in the order they come in. */
export function isForWebRtc({ parameterSets, isReordered }: AccessUnit): boolean {
  return parameterSets.codec === 'h264' && !isReordered;
}

/** Calls `visit` with the bounds of each NAL unit in `data`. */
export function eachNal(data: Buffer, visit: (start: number, end: number) => void): void {
  let at = 0;
  while (at + 4 <= data.length) {
    const start = at + 4;
    const end = start + data.readUInt32BE(at);
    visit(start, end);
    at = end;
  }
}

const START_CODE = Buffer.from([0, 0, 0, 1]);

/** The sets in the order they are sent in. */
function setsOf(sets: ParameterSets): Buffer[] {
  return sets.codec === 'h265' ? [sets.vps, sets.sps, sets.pps] : [sets.sps, sets.pps];
}

/** The byte stream format (annex B of H.264 and of H.265), parameter sets in front of a key frame: what a decoder reads from a pipe. */
export function toAnnexB(unit: Pick<AccessUnit, 'data' | 'isKey' | 'parameterSets'>): Buffer {
  const parts: Buffer[] = [];
  if (unit.isKey) parts.push(...setsOf(unit.parameterSets).flatMap((set) => [START_CODE, set]));
  eachNal(unit.data, (start, end) => parts.push(START_CODE, unit.data.subarray(start, end)));
  return Buffer.concat(parts);
}
