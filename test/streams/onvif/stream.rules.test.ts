/** Which stream becomes the main one and which the sub-stream. */
import { expect, test } from 'vitest';
import type { DeviceStream } from '../../../config/contract/device.ts';
import { channelsOf, reachable } from '../../../streams/onvif/stream.rules.ts';

function stream(token: string, width: number, height: number, more: Partial<DeviceStream> = {}): DeviceStream {
  return {
    ...{ token, name: token, sourceToken: 's1', encoderToken: token, encoding: 'H264', width, height },
    ...{ framesPerSecond: 25, bitrateKbps: 1_000, streamUri: `rtsp://c/${token}`, ptzNodeToken: null },
    ...more,
  };
}

const chosen = (...streams: DeviceStream[]) => {
  const [channel] = channelsOf(streams);
  return [channel?.mainToken, channel?.subToken];
};

test.each([
  [
    'the largest is the main stream, a small one the sub-stream',
    [stream('b', 640, 360), stream('a', 1920, 1080)],
    ['a', 'b'],
  ],
  [
    'the smallest that is wide enough is taken',
    [stream('a', 1920, 1080), stream('c', 1280, 720), stream('b', 640, 360), stream('d', 256, 144)],
    ['a', 'b'],
  ],
  ['a stream of another shape is no sub-stream', [stream('a', 1920, 1080), stream('b', 704, 576)], ['a', null]],
  ['almost the same shape is enough', [stream('a', 1920, 1080), stream('b', 704, 396)], ['a', 'b']],
  [
    'still pictures are no video',
    [stream('j', 3840, 2160, { encoding: 'JPEG' }), stream('a', 1920, 1080)],
    ['a', null],
  ],
  ['of streams without sizes the first is the main one', [stream('a', 0, 0), stream('b', 0, 0)], ['a', null]],
])('%s', (_, streams, expected) => {
  expect(chosen(...streams)).toEqual(expected);
});

test('each picture source of a recorder is a channel of its own', () => {
  const channels = channelsOf([
    stream('a', 1920, 1080),
    stream('c', 1280, 720, { sourceToken: 's2' }),
    stream('b', 640, 360),
  ]);
  expect(channels.map(({ mainToken, subToken }) => [mainToken, subToken])).toEqual([
    ['a', 'b'],
    ['c', null],
  ]);
});

test.each([
  ['rtsp://10.0.0.9:554/a?b=1', 'http://192.168.1.64/onvif', 'rtsp://192.168.1.64:554/a?b=1'],
  ['rtsp://u:p@10.0.0.9/a', 'http://[::1]:8080/', 'rtsp://[::1]/a'],
])('%s reached over %s is %s', (uri, onvifUrl, expected) => {
  expect(reachable(uri, onvifUrl)).toBe(expected);
});
