/**
 * What a camera's encoder has to be set to so that browsers can show it over WebRTC, or as a person wants it. Pure.
 *
 * H.264 without B-frames and a key frame at least every 2 s. Baseline has no B-frames by
 * definition (ITU-T H.264 annex A.2.1). For Main and High only Media2 can say it: an
 * AnchorFrameDistance of 1, or options that name no MaxAnchorFrameDistance at all (onvif.xsd,
 * VideoEncoder2Configuration and …Options). Media1 has no word for B-frames.
 */
import type { ChangeEncoder, EncoderSettings, Range } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';

export type Size = { width: number; height: number };

/** A video encoder configuration; null is what the camera does not say. */
export type Encoder = Size & {
  token: string;
  name: string;
  useCount: string;
  encoding: string;
  profile: string | null;
  /** Key frame distance in pictures. */
  govLength: number | null;
  anchorFrameDistance: number | null;
  framesPerSecond: number | null;
  /** Every how manieth picture is encoded; only Media1 has it. */
  encodingInterval: number | null;
  bitrateKbps: number | null;
  quality: number;
  /** Handed back as it was read. */
  untouched: Untouched;
};
export type Untouched = {
  attributes: Record<string, string>;
  rateControlAttributes: Record<string, string>;
  averageBitrateKbps: number | null;
  multicast: Multicast | null;
  sessionTimeout: string | null;
};
export type Multicast = { type: string; address: string; port: string; ttl: string; autoStart: string };

export type H264Options = {
  profiles: string[];
  govLength: Range | null;
  sizes: Size[];
  framesPerSecond: Range | null;
  bitrateKbps: Range | null;
  quality: Range | null;
  /** 'never': the camera makes none; 'settable': AnchorFrameDistance decides; 'unknown': nothing says. */
  bFrames: 'never' | 'settable' | 'unknown';
};

const MAX_KEY_FRAME_S = 2;
/** Where the camera names no frame rate: at most 2 s for anything from 12.5 pictures a second. */
const GOV_LENGTH_WITHOUT_RATE = 25;
/** The simplest first. */
const OTHER_PROFILES = ['Main', 'High'];

/**
 * The configuration to ask for; the one that is given when it is fit already.
 * Error: `ONVIF_NOT_OFFERED` when the camera does not offer such a one.
 */
export function fitForWebRtc(encoder: Encoder, options: H264Options | null): Encoder {
  if (!options) throw new AppError('ONVIF_NOT_OFFERED', { what: 'H264' });
  const h264 = encoder.encoding === 'H264' ? encoder : asH264(encoder, options);
  return withKeyFrames(withoutBFrames(h264, options), options.govLength);
}

/** What a camera that was asked for `wanted` has not taken up, by its own account. */
export function notTakenUp(encoder: Encoder, wanted: Encoder): (keyof EncoderSettings)[] {
  const isTaken = {
    encoding: encoder.encoding === wanted.encoding,
    profile: encoder.profile === wanted.profile,
    govLength: encoder.govLength !== null && encoder.govLength <= maxGovLength(encoder),
    anchorFrameDistance: encoder.profile === 'Baseline' || (encoder.anchorFrameDistance ?? 1) <= 1,
  };
  return (['encoding', 'profile', 'govLength', 'anchorFrameDistance'] as const).filter((name) => !isTaken[name]);
}

/**
 * The configuration to ask for. Baseline is told to have no B-frames, as it has none.
 * Errors: `ONVIF_NOT_OFFERED` for an encoder of something else than H.264, or one that does not say what is to change;
 * `INVALID_REQUEST` with the field that is not among what the camera offers.
 */
export function changed(encoder: Encoder, options: H264Options | null, change: ChangeEncoder): Encoder {
  if (encoder.encoding !== 'H264' || !options) throw new AppError('ONVIF_NOT_OFFERED', { what: 'H264' });
  const { size, ...others } = change;
  const { profiles, sizes } = options;
  const isSize = ({ width, height }: Size) => width === size?.width && height === size.height;
  if (size && !isSize(encoder) && !sizes.some(isSize)) throw new AppError('INVALID_REQUEST', { field: 'size' });
  const { profile } = others;
  if (profile !== undefined && profile !== encoder.profile && !profiles.includes(profile)) {
    throw new AppError('INVALID_REQUEST', { field: 'profile' });
  }
  for (const field of ['framesPerSecond', 'bitrateKbps', 'govLength'] as const) {
    const wanted = others[field];
    if (wanted === undefined || wanted === encoder[field]) continue;
    if (encoder[field] === null) throw new AppError('ONVIF_NOT_OFFERED', { what: field });
    if (within(wanted, options[field]) !== wanted) throw new AppError('INVALID_REQUEST', { field });
  }
  const after: Encoder = {
    ...encoder,
    ...size,
    profile: profile ?? encoder.profile,
    framesPerSecond: others.framesPerSecond ?? encoder.framesPerSecond,
    bitrateKbps: others.bitrateKbps ?? encoder.bitrateKbps,
    govLength: others.govLength ?? encoder.govLength,
  };
  const isPlain = after.profile === 'Baseline' && after.anchorFrameDistance !== null;
  return isPlain ? { ...after, anchorFrameDistance: 1 } : after;
}

/** What was to change and did not, by the camera's own account. Rates are rounded by some. */
export function notTaken(
  after: Encoder,
  { before, wanted }: { before: Encoder; wanted: Encoder },
): (keyof EncoderSettings)[] {
  const isOther = (one: Encoder[Field], other: Encoder[Field]) =>
    typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) >= 0.05 : one !== other;
  return FIELDS.filter((name) => isOther(before[name], wanted[name]) && isOther(after[name], wanted[name]));
}

type Field = (typeof FIELDS)[number];
const FIELDS = ['profile', 'width', 'height', 'framesPerSecond', 'bitrateKbps', 'govLength'] as const;

function asH264(encoder: Encoder, options: H264Options): Encoder {
  return {
    ...encoder,
    ...nearestSize(encoder, options.sizes),
    encoding: 'H264',
    profile: null,
    govLength: null,
    framesPerSecond: within(encoder.framesPerSecond, options.framesPerSecond),
    bitrateKbps: within(encoder.bitrateKbps, options.bitrateKbps),
    quality: within(encoder.quality, options.quality) ?? encoder.quality,
  };
}

function withoutBFrames(encoder: Encoder, { profiles, bFrames }: H264Options): Encoder {
  const { profile, anchorFrameDistance } = encoder;
  if (profile === 'Baseline' || (profile !== null && anchorFrameDistance === 1)) return encoder;
  if (profiles.includes('Baseline')) {
    return { ...encoder, profile: 'Baseline', anchorFrameDistance: anchorFrameDistance === null ? null : 1 };
  }
  const other = OTHER_PROFILES.filter((name) => profiles.includes(name));
  const kept = other.find((name) => name === profile) ?? other[0];
  if (!kept || bFrames === 'unknown') throw new AppError('ONVIF_NOT_OFFERED', { what: 'H264 Baseline' });
  return { ...encoder, profile: kept, anchorFrameDistance: bFrames === 'settable' ? 1 : anchorFrameDistance };
}

function withKeyFrames(encoder: Encoder, range: Range | null): Encoder {
  const { govLength } = encoder;
  const most = maxGovLength(encoder);
  if (govLength !== null && govLength >= 1 && govLength <= most) return encoder;
  if (range && range.min > most) throw new AppError('ONVIF_NOT_OFFERED', { what: `GovLength ${most}` });
  return { ...encoder, govLength: Math.min(most, range?.max ?? most) };
}

function maxGovLength({ framesPerSecond, encodingInterval }: Encoder): number {
  if (!framesPerSecond || framesPerSecond <= 0) return GOV_LENGTH_WITHOUT_RATE;
  const encodedPerSecond = framesPerSecond / Math.max(encodingInterval ?? 1, 1);
  return Math.max(1, Math.floor(encodedPerSecond * MAX_KEY_FRAME_S));
}

/** The same size, else the largest that is not larger, else the smallest. */
function nearestSize({ width, height }: Size, sizes: readonly Size[]): Size {
  const bySize = sizes.toSorted((one, other) => other.width * other.height - one.width * one.height);
  const same = bySize.find((size) => size.width === width && size.height === height);
  const smaller = bySize.find((size) => size.width <= width && size.height <= height);
  return same ?? smaller ?? bySize.at(-1) ?? { width, height };
}

function within(value: number | null, range: Range | null): number | null {
  return value === null || !range ? value : Math.min(Math.max(value, range.min), range.max);
}
