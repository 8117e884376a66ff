/**
 * Reads a camera's description (SDP, RFC 8866), forgiving what cameras get wrong:
 * several `s=` lines, missing fmtp, odd line ends. Only what is asked for is read.
 */

export type SdpMedia = {
  kind: string;
  payloadType: number;
  /** Upper case, such as `H264`; empty when no rtpmap says so. */
  codec: string;
  clockRate: number;
  /** Of sound; 1 where it is not said. */
  channels: number;
  format: Record<string, string>;
  control: string | undefined;
};

export type SdpFormat = { payloadType: number; codec: string; clockRate: number };
/** As a camera describes it, with every format it names; the first one is its own. */
export type DescribedMedia = SdpMedia & {
  formats: SdpFormat[];
  /** Taken by the camera, from us: the way back (ONVIF Streaming, section 5.3). */
  isSendOnly: boolean;
};

export type Sdp = { control: string | undefined; media: DescribedMedia[] };

/** Static payload types (RFC 3551) a camera may leave without rtpmap. */
const STATIC_CODECS: Record<number, { codec: string; clockRate: number }> = {
  0: { codec: 'PCMU', clockRate: 8_000 },
  8: { codec: 'PCMA', clockRate: 8_000 },
  26: { codec: 'JPEG', clockRate: 90_000 },
};

export function parseSdp(text: string): Sdp {
  const sdp: Sdp = { control: undefined, media: [] };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith('m=')) sdp.media.push(newMedia(line));
    else if (line.startsWith('a=')) readAttribute(sdp, line.slice(2).trim());
  }
  for (const media of sdp.media) media.codec ||= codecByFormat(media);
  return sdp;
}

/** A camera that leaves out the rtpmap may still say what only one codec says. */
function codecByFormat({ kind, format }: SdpMedia): string {
  if (kind !== 'video') return '';
  if ('sprop-parameter-sets' in format || 'packetization-mode' in format) return 'H264';
  return 'sprop-vps' in format || 'sprop-sps' in format ? 'H265' : '';
}

function newMedia(line: string): DescribedMedia {
  const [kind = '', , , ...named] = line.slice(2).trim().split(/\s+/);
  const formats = named.map((format) => newFormat(Number(format)));
  return {
    kind,
    ...(formats[0] ?? newFormat(0)),
    channels: 1,
    format: {},
    control: undefined,
    formats,
    isSendOnly: false,
  };
}

function newFormat(payloadType: number): SdpFormat {
  return { payloadType, codec: '', clockRate: 90_000, ...STATIC_CODECS[payloadType] };
}

function readAttribute(sdp: Sdp, attribute: string): void {
  const media = sdp.media.at(-1);
  if (media && attribute === 'sendonly') media.isSendOnly = true;
  const colon = attribute.indexOf(':');
  const name = attribute.slice(0, colon);
  const value = attribute.slice(colon + 1).trim();
  if (name === 'control') (media ?? sdp).control = value;
  if (!media) return;
  if (name === 'rtpmap') readRtpMap(media, value);
  if (name === 'fmtp') readFormat(media, value);
}

function readRtpMap(media: DescribedMedia, value: string): void {
  const match = /^(\d+)\s+([^/\s]+)(?:\/(\d+))?(?:\/(\d+))?/.exec(value);
  const format = media.formats.find(({ payloadType }) => payloadType === Number(match?.[1]));
  if (!match || !format) return;
  format.codec = (match[2] ?? '').toUpperCase();
  format.clockRate = Number(match[3] ?? format.clockRate);
  if (format.payloadType !== media.payloadType) return;
  media.codec = format.codec;
  media.clockRate = format.clockRate;
  media.channels = Number(match[4] ?? media.channels);
}

function readFormat(media: SdpMedia, value: string): void {
  const match = /^(\d+)\s+(.*)$/.exec(value);
  if (!match || Number(match[1]) !== media.payloadType) return;
  for (const pair of (match[2] ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0) media.format[pair.slice(0, equals).trim().toLowerCase()] = pair.slice(equals + 1).trim();
  }
}
