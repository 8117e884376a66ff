/**
 * One camera inside the SFU: made for its first WebRTC viewer, fed while there is one.
 *
 * The producer stays through every reconnect of the camera, and so do the viewers.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../../config/kernel/clock.ts';
import type { Camera } from '../cameras/camera.ts';
import { openPacedSocket } from '../outputs/paced-socket.ts';
import { WebRtcOutput } from '../outputs/webrtc.output.ts';
import type { MediasoupSfu } from '../sfu/mediasoup.sfu.ts';

export type CameraFeed = {
  readonly producerId: string;
  /** Feeds the camera until the returned function is called; counts a viewer. */
  watch(): () => void;
  close(): void;
};

export async function openCameraFeed(camera: Camera, sfu: MediasoupSfu, clock: Clock): Promise<CameraFeed> {
  const ssrc = randomInt(1, 0x7fff_ffff);
  const ingress = await sfu.openIngress({ ssrc });
  let viewerCount = 0;
  let detach: (() => void) | undefined;
  const output = new WebRtcOutput({ ssrc, payloadType: ingress.payloadType, firstSequence: randomInt(0x8000) });
  const { host, port, received } = ingress;
  const socket = await openPacedSocket({ host, port, received, clock });
  output.open(socket);
  const leave = () => {
    viewerCount -= 1;
    camera.addViewers(-1);
    if (viewerCount > 0) return;
    detach?.();
    detach = undefined;
  };
  return {
    producerId: ingress.producerId,
    watch() {
      viewerCount += 1;
      camera.addViewers(1);
      if (!detach) {
        detach = camera.attach(output);
        output.start(camera.stream.cachedGop);
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
