/** What is changed in the packets of a recorded conversation. */
import type { Conversation, Sent } from './conversation.ts';
import { type RecordedPicture, type Rtp, recordedPictures, rtpOf, typeOf, uint } from './recorded-rtp.ts';
import type { Alteration } from './text-alterations.ts';

type Codec = Conversation['codec'];
/** A packet's payload; the last of a picture carries the marker where none is given. */
type Payload = Buffer | { payload: Buffer; marker: boolean };

/** All that is sent, as a list. */
export function sent(change: (sent: readonly Sent[]) => Sent[]): Alteration {
  return (conversation) => ({ ...conversation, sent: change(conversation.sent) });
}

/** Where an RTP packet is: in which picture, and the how manieth of it. */
type Place = { picture: number; packet: number };

/** Each RTP packet, which may become another, several or none. */
export function eachRtp(change: (rtp: Rtp, place: Place) => Rtp | readonly Rtp[]): Alteration {
  return sent((all) => {
    const place = { picture: -1, packet: 0 };
    let timestamp = -1;
    return all.flatMap((each): Sent[] => {
      if (!('rtp' in each)) return [each];
      const isNext = each.rtp.timestamp !== timestamp;
      place.picture += isNext ? 1 : 0;
      place.packet = isNext ? 0 : place.packet + 1;
      timestamp = each.rtp.timestamp;
      return [change(each.rtp, { ...place })].flat().map((rtp) => ({ ...each, rtp }));
    });
  });
}

/** The same pictures in other packets, numbered from the first one's number on. */
export function inPackets(
  payloadsOf: (picture: RecordedPicture, index: number, codec: Codec) => readonly Payload[],
): Alteration {
  return (conversation) => {
    const [first] = rtpOf(conversation.sent);
    if (!first) throw new Error('no packets');
    let sequence = first.sequence;
    const packets = recordedPictures(conversation).flatMap((picture, index) => {
      const payloads = payloadsOf(picture, index, conversation.codec);
      return payloads.map((each, place) => {
        const { payload, marker } = Buffer.isBuffer(each)
          ? { payload: each, marker: place === payloads.length - 1 }
          : each;
        const rtp = { ...first, payload, marker, sequence: sequence & 0xffff, timestamp: picture.timestamp };
        sequence += 1;
        return { rtp };
      });
    });
    return { ...conversation, sent: packets };
  };
}

/** Without the NAL units of these types, and nothing missing in the count. */
export function withoutNals(...types: number[]): Alteration {
  return inPackets(({ nals }, _, codec) =>
    fragmented(
      nals.filter((nal) => !types.includes(typeOf(codec, nal))),
      codec,
    ),
  );
}

/** As most cameras do: what is larger than a packet in fragments. */
export function fragmented(nals: readonly Buffer[], codec: Codec, size = 1_000): Buffer[] {
  return nals.flatMap((nal) => (nal.length <= size ? [nal] : fragmentsOf(nal, codec, size)));
}

/** FU-A of RFC 6184 section 5.8, FU of RFC 7798 section 4.4.3. */
export function fragmentsOf(nal: Buffer, codec: Codec, size = 1_000): Buffer[] {
  const headBytes = codec === 'h264' ? 1 : 2;
  const [first = 0, second = 0] = nal;
  const type = typeOf(codec, nal);
  const body = nal.subarray(headBytes);
  const count = Math.ceil(body.length / size);
  return Array.from({ length: count }, (_, index) => {
    const flags = (index === 0 ? 0x80 : 0) | (index === count - 1 ? 0x40 : 0) | type;
    const head = codec === 'h264' ? [(first & 0xe0) | 28, flags] : [(first & 0x81) | (49 << 1), second, flags];
    return Buffer.concat([Buffer.from(head), body.subarray(index * size, (index + 1) * size)]);
  });
}

/** STAP-A of RFC 6184 section 5.7.1, aggregation packet of RFC 7798 section 4.4.2. */
export function aggregate(nals: readonly Buffer[], codec: Codec): Buffer {
  const head = codec === 'h264' ? [0x78] : [48 << 1, 1];
  return Buffer.concat([Buffer.from(head), ...nals.flatMap((nal) => [uint(nal.length, 2), nal])]);
}

/** The byte stream format: a start code before each but the first. */
export function byteStream(nals: readonly Buffer[]): Buffer {
  return Buffer.concat(nals.flatMap((nal, index) => (index === 0 ? [nal] : [Buffer.from([0, 0, 0, 1]), nal])));
}

/** Packets taken out, as a network or a camera loses them. */
export function losing(isLost: (place: Place) => boolean): Alteration {
  return eachRtp((rtp, place) => (isLost(place) ? [] : rtp));
}

/** Something else sent before the first packet of a picture. */
export function before(picture: number, ...what: Sent[]): Alteration {
  return (conversation) => {
    const timestamp = recordedPictures(conversation)[picture]?.timestamp;
    const at = conversation.sent.findIndex((each) => 'rtp' in each && each.rtp.timestamp === timestamp);
    if (at < 0) throw new Error(`no picture ${picture}`);
    return { ...conversation, sent: conversation.sent.toSpliced(at, 0, ...what) };
  };
}

/** Sequence numbers as if nothing had been put in or taken out. */
export function numberedFrom(first: number): Alteration {
  return sent((all) => {
    let sequence = first - 1;
    return all.map((each) => {
      if (!('rtp' in each)) return each;
      sequence += 1;
      return { ...each, rtp: { ...each.rtp, sequence: sequence & 0xffff } };
    });
  });
}

/** Timestamps moved by so much, from a picture on. */
export function shifted(ticks: number, fromPicture = 0): Alteration {
  return eachRtp((rtp, { picture }) =>
    picture < fromPicture ? rtp : { ...rtp, timestamp: (rtp.timestamp + ticks) >>> 0 },
  );
}

/** Over the connection, on these channels whatever was said. */
export function onChannels(rtp: number, rtcp: number): Alteration {
  return sent((all) =>
    all.map((each) => {
      if ('rtp' in each) return { ...each, channel: rtp };
      return 'rtcp' in each ? { ...each, channel: rtcp } : each;
    }),
  );
}

/** The recorded sender report once more, before a picture. */
export function reportsAgain(picture: number): Alteration {
  return (conversation) => {
    const report = conversation.sent.find((each) => 'rtcp' in each);
    if (!report) throw new Error('no sender report was recorded');
    return before(picture, report)(conversation);
  };
}
