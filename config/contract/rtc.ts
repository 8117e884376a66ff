/** What a browser and the media node tell each other to set up WebRTC; opaque in between. */
import type { Quality } from './camera.ts';

/** mediasoup's transport parameters, as mediasoup-client's `createRecvTransport` takes them. */
export type OpenedTransport = {
  transportId: string;
  iceParameters: unknown;
  iceCandidates: unknown;
  dtlsParameters: unknown;
};

/** mediasoup's consumer parameters, as mediasoup-client's `transport.consume` takes them. */
export type Consumed = {
  consumerId: string;
  producerId: string;
  kind: 'video' | 'audio';
  rtpParameters: unknown;
  /** What is really given: the main stream where there is no sub-stream, or it cannot be had. */
  quality: Quality;
  /** Given so that there is a picture at once: ask again with `join: 'shared'`, change over, and close this one. */
  isTemporary: boolean;
};
