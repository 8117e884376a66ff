/**
 * Whether and how a camera's description says that one can speak out of it (ONVIF Streaming,
 * section 5.3). Pure.
 *
 * `sendonly` is meant as whoever plays the camera sees it: that medium is sent by us. Browsers speak
 * G.711 as it is, so that nothing need be transcoded; a camera that takes only what they do not
 * speak is named with that.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { RtspResponse } from './rtsp-message.ts';
import type { Sdp } from './sdp.ts';

export const BACKCHANNEL = 'www.onvif.org/ver20/backchannel';

export type TalkCodec = 'PCMA' | 'PCMU';
export type BackchannelOffer = { codec: TalkCodec; payloadType: number; control: string | undefined };

const TELEPHONE_HZ = 8_000;
const OPTION_NOT_SUPPORTED = 551;

/** A camera that knows nothing of a way back says so; anything else it says is about something else. */
export function knowsNoBackchannel({ status }: Pick<RtspResponse, 'status'>): boolean {
  return status === OPTION_NOT_SUPPORTED;
}

/** Errors: TALK_NOT_OFFERED, TALK_CODEC_NOT_SUPPORTED with what it takes. */
export function backchannelOf({ media }: Sdp): BackchannelOffer {
  const taken = media.filter(({ kind, isSendOnly }) => kind === 'audio' && isSendOnly);
  const offers = taken.flatMap(({ formats, control }) => formats.map((format) => ({ ...format, control })));
  if (offers.length === 0) throw new AppError('TALK_NOT_OFFERED');
  for (const { codec, clockRate, payloadType, control } of offers) {
    if (isTelephony(codec) && clockRate === TELEPHONE_HZ) return { codec, payloadType, control };
  }
  const codecs = [...new Set(offers.map(({ codec, clockRate }) => `${codec || 'unknown'}/${clockRate}`))];
  throw new AppError('TALK_CODEC_NOT_SUPPORTED', { codec: codecs.join(', ') });
}

function isTelephony(codec: string): codec is TalkCodec {
  return codec === 'PCMA' || codec === 'PCMU';
}
