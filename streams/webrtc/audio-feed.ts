/** One camera's sound inside the SFU: made for its first listener, fed while there is one. */
import { randomInt } from 'node:crypto';
import type { Clock } from '../../config/kernel/clock.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { AudioRtpOutput } from '../outputs/audio-rtp.output.ts';
import { openPacedSocket } from '../outputs/paced-socket.ts';
import type { MediasoupSfu } from '../sfu/mediasoup.sfu.ts';
import type { Feed } from './camera-feed.ts';

type Needs = {
  source: { attach(output: Output): () => void };
  /** Of what the source gives: Opus or G.711. */
  format: AudioFormat;
  sfu: Pick<MediasoupSfu, 'openIngress'>;
  clock: Clock;
  onUnfit: () => void;
};

export async function openAudioFeed({ source, format, sfu, clock, onUnfit }: Needs): Promise<Feed> {
  const ssrc = randomInt(1, 0x7fff_ffff);
  const { host, port, received, payloadType, producerId, close } = await sfu.openIngress({ ssrc, codec: format.codec });
  const output = new AudioRtpOutput({ ssrc, payloadType, firstSequence: randomInt(0x8000), format, onUnfit });
  const socket = await openPacedSocket({ host, port, received, clock }).catch((thrown) => {
    close();
    throw thrown;
  });
  output.open(socket);
  let listenerCount = 0;
  let detach: (() => void) | undefined;
  return {
    producerId,
    watch() {
      listenerCount += 1;
      detach ??= source.attach(output);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        listenerCount -= 1;
        if (listenerCount > 0) return;
        detach?.();
        detach = undefined;
      };
    },
    close() {
      detach?.();
      socket.close();
      close();
    },
  };
}
