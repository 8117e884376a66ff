/**
 * One camera inside the SFU: made for its first WebRTC viewer, fed while there is one.
 *
 * The producer stays through every reconnect of the camera, and so do the viewers.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../../config/kernel/clock.ts';
import type { AccessUnit } from '../hub/access-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { openPacedSocket } from '../outputs/paced-socket.ts';
import { WebRtcOutput } from '../outputs/webrtc.output.ts';
import type { MediasoupSfu } from '../sfu/mediasoup.sfu.ts';

/** Whose pictures it is fed with: a camera, or what was made of it. */
export type FeedSource = {
  readonly stream: { readonly cachedGop: readonly AccessUnit[] };
  attach(output: Output): () => void;
  addViewers(count: number): void;
  /** Asks where it came from, as often as that may be asked; left out where nobody can be asked. */
  requestKeyFrame?(): void;
};

/** Something of a camera inside the SFU. */
export type Feed = {
  readonly producerId: string;
  /** Feeds it until the returned function is called; counts whoever watches or listens. */
  watch(): () => void;
  close(): void;
};

export async function openCameraFeed(
  source: FeedSource,
  sfu: Pick<MediasoupSfu, 'openIngress'>,
  clock: Clock,
  onUnfit: () => void,
): Promise<Feed> {
  const ssrc = randomInt(1, 0x7fff_ffff);
  const ingress = await sfu.openIngress({ ssrc, codec: 'H264' });
  let viewerCount = 0;
  let detach: (() => void) | undefined;
  const output = new WebRtcOutput({
    ssrc,
    payloadType: ingress.payloadType,
    firstSequence: randomInt(0x8000),
    onUnfit,
  });
  const { host, port, received } = ingress;
  const onKeyFrameWanted = () => source.requestKeyFrame?.();
  const socket = await openPacedSocket({ host, port, received, clock, onKeyFrameWanted }).catch((thrown) => {
    ingress.close();
    throw thrown;
  });
  output.open(socket);
  const leave = () => {
    viewerCount -= 1;
    source.addViewers(-1);
    if (viewerCount > 0) return;
    detach?.();
    detach = undefined;
  };
  return {
    producerId: ingress.producerId,
    watch() {
      viewerCount += 1;
      source.addViewers(1);
      if (!detach) {
        detach = source.attach(output);
        output.start(source.stream.cachedGop);
      }
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
    close() {
      detach?.();
      socket.close();
      ingress.close();
    },
  };
}
