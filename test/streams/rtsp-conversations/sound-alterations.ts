/** A recorded sound beside the pictures of another recording, as a second track. */
import { type Base, readConversation, type Sent } from './conversation.ts';
import { type Rtp, rtpOf, writeRtp } from './recorded-rtp.ts';
import type { Alteration } from './text-alterations.ts';

export type Sound = Extract<Base, 'ffmpeg-aac' | 'ffmpeg-pcma' | 'ffmpeg-opus' | 'ffmpeg-g726'>;

export const SOUND_CONTROL = 'streamid=7';
/** Each recording had one track, so all of them are of the same type. */
const SOUND_TYPE = 97;

type Changes = {
  /** Of the track's part of the description. */
  describe?: (media: string) => string;
  change?: (rtp: Rtp) => readonly Rtp[];
  /** Where the packets are sent instead of the channel that was told. */
  channel?: number;
  isFirst?: boolean;
};

/** All of it comes after the first three pictures: what comes before a picture is not heard. */
export function withSound(sound: Sound, { describe, change, channel, isFirst = false }: Changes = {}): Alteration {
  const recorded = readConversation(sound);
  const media = recorded.description.slice(recorded.description.indexOf('m=audio'));
  const renumbered = media.replaceAll(/(m=audio 0 RTP\/AVP |a=rtpmap:|a=fmtp:)96/g, `$1${SOUND_TYPE}`);
  const controlled = renumbered.replace(/a=control:.*/, `a=control:${SOUND_CONTROL}`);
  const described = describe?.(controlled) ?? controlled;
  const packets = rtpOf(recorded.sent)
    .map((rtp) => ({ ...rtp, payloadType: rtp.payloadType === 96 ? SOUND_TYPE : rtp.payloadType }))
    .flatMap((rtp) => change?.(rtp) ?? [rtp])
    .map((rtp): Sent => ({ sound: writeRtp(rtp), ...(channel !== undefined && { channel }) }));
  return (conversation) => {
    const { description, sent } = conversation;
    const at = isFirst ? description.indexOf('m=video') : description.length;
    const fourth = [...new Set(rtpOf(sent).map(({ timestamp }) => timestamp))][3];
    const place = sent.findIndex((each) => 'rtp' in each && each.rtp.timestamp === fourth);
    return {
      ...conversation,
      description: `${description.slice(0, at)}${described}${description.slice(at)}`,
      sent: sent.toSpliced(place, 0, ...packets),
    };
  };
}

/** What must be heard: the frames in the packets, by the book and without the product's own code. */
export function recordedFrames(sound: Sound): Buffer[] {
  const payloads = rtpOf(readConversation(sound).sent).map(({ payload }) => payload);
  return sound === 'ffmpeg-aac' ? payloads.flatMap(accessUnitsOf) : payloads;
}

/** RFC 3640 section 3.3.6: 16 bits for each frame, 13 of them its size. */
function accessUnitsOf(payload: Buffer): Buffer[] {
  const count = payload.readUInt16BE(0) / 16;
  let at = 2 + count * 2;
  return Array.from({ length: count }, (_, index) => {
    const size = payload.readUInt16BE(2 + index * 2) >> 3;
    at += size;
    return payload.subarray(at - size, at);
  });
}
