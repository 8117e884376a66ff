/**
 * The way back to a camera: a session of its own, in which only its loudspeaker is set up, so that
 * the pictures that are running are not touched.
 */
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { baseUrl, controlUrl } from './addresses.ts';
import {
  BACKCHANNEL,
  type BackchannelOffer,
  backchannelOf,
  knowsNoBackchannel,
  type TalkCodec,
} from './backchannel.rules.ts';
import { followingRedirects, type RtspAddress, RtspLine } from './rtsp-line.ts';
import { header } from './rtsp-message.ts';
import { parseSdp } from './sdp.ts';
import { readTransport } from './transport-header.ts';

const log = newLogger('backchannel');
const REQUIRE = { Require: BACKCHANNEL };
/** A camera that is gone is noticed within this and one timeout. */
const ASK_EVERY_MS = 4_000;
/** Half a second of speech: what waits longer is not said any more. */
const MOST_WAITING_BYTES = 5_000;

export type Backchannel = {
  codec: TalkCodec;
  payloadType: number;
  /** One RTP packet. What the connection cannot take at once is left out. */
  send(packet: Buffer): void;
  close(): Promise<void>;
};

/** Whether one can speak out of the camera; leaves nothing open behind. Errors: as of `openBackchannel`. */
export async function probeBackchannel(target: RtspAddress, timeoutMs: number): Promise<TalkCodec> {
  return followingRedirects(target, async (to) => {
    const line = new RtspLine(to, timeoutMs, { onPacket: () => {}, onEnded: () => {} });
    try {
      return (await describe(line)).codec;
    } finally {
      await line.close();
    }
  });
}

/** Errors: TALK_NOT_OFFERED, TALK_CODEC_NOT_SUPPORTED, and every `CAMERA_…` code that says why it cannot be had. */
export async function openBackchannel(
  target: RtspAddress,
  timeoutMs: number,
  onLost: (why: AppError) => void,
): Promise<Backchannel> {
  return followingRedirects(target, async (to) => {
    const line = new RtspLine(to, timeoutMs, {
      onPacket: () => {},
      onEnded: (why, isWanted) => {
        if (!isWanted) onLost(why);
      },
    });
    try {
      return await open(line);
    } catch (thrown) {
      await line.close();
      throw thrown;
    }
  });
}

async function open(line: RtspLine): Promise<Backchannel> {
  const { url, presentationUrl, codec, payloadType } = await describe(line);
  line.presentationUrl = presentationUrl;
  const setup = await line.ask('SETUP', url, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1', ...REQUIRE });
  line.mustBeOk(setup);
  line.takeSession(setup);
  const channel = readTransport(header(setup, 'transport') ?? '').channels?.rtp ?? 0;
  const play = await line.ask('PLAY', presentationUrl, REQUIRE);
  line.mustBeOk(play);
  line.takeSession(play);
  line.keepAlive({ atMostMs: ASK_EVERY_MS, mustAnswer: true });
  let leftOut = 0;
  return {
    codec,
    payloadType,
    send(packet) {
      if (line.waitingBytes > MOST_WAITING_BYTES) leftOut += 1;
      else line.send(channel, packet);
    },
    async close() {
      if (leftOut > 0) log.info({ packetCount: leftOut }, 'speech left out, the camera did not take it in time');
      await line.close();
    },
  };
}

async function describe(line: RtspLine): Promise<BackchannelOffer & { url: string; presentationUrl: string }> {
  const response = await line.describe(REQUIRE);
  if (knowsNoBackchannel(response)) throw new AppError('TALK_NOT_OFFERED');
  line.mustBeOk(response);
  const sdp = parseSdp(response.body);
  const offer = backchannelOf(sdp);
  const base = baseUrl(header(response, 'content-base') ?? header(response, 'content-location'), line.url);
  return { ...offer, url: controlUrl(base, offer.control), presentationUrl: controlUrl(base, sdp.control) };
}
