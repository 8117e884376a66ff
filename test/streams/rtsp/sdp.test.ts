import { expect, test } from 'vitest';
import { controlUrl } from '../../../streams/rtsp/addresses.ts';
import { parseSdp } from '../../../streams/rtsp/sdp.ts';

test('several session names, a broken c= line and odd line ends are forgiven', () => {
  const sdp = parseSdp(
    'v=0\ns=one\ns=two\r\nc=IN\na=control:*\rm=audio 0 RTP/AVP 8\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 h264/90000\na=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0,aO==\na=control:track1\n',
  );
  expect(sdp.control).toBe('*');
  expect(sdp.media.map(({ kind, codec, control }) => [kind, codec, control])).toEqual([
    ['audio', 'PCMA', undefined],
    ['video', 'H264', 'track1'],
  ]);
  expect(sdp.media[1]?.format['sprop-parameter-sets']).toBe('Z0,aO==');
});

test.each([
  ['rtsp://c/live', 'track1', 'rtsp://c/live/track1'],
  ['rtsp://c/live/', 'track1', 'rtsp://c/live/track1'],
  ['rtsp://c/live?channel=1', 'track1', 'rtsp://c/live?channel=1/track1'],
  ['rtsp://c/live', 'rtsp://c/other', 'rtsp://c/other'],
  ['rtsp://c/live', '*', 'rtsp://c/live'],
  ['rtsp://c/live', undefined, 'rtsp://c/live'],
])('the track of %s with control %s is at %s', (base, control, expected) => {
  expect(controlUrl(base, control)).toBe(expected);
});
