/** What channels of a device are called, and which are cameras already. */
import { expect, test } from 'vitest';
import { firstChoice, isChannelAdded, toAddCamera } from '../../../client/src/devices/find-devices.rules.ts';
import type { DeviceChannel, DeviceDetails } from '../../../config/contract/device.ts';
import { camera } from '../site-things.ts';

const RECORDER = 'http://10.0.0.9/onvif/device_service';

function channel(sourceToken: string, title = ''): DeviceChannel {
  const stream = (token: string, width: number) => ({
    ...{ token, name: token, sourceToken, encoderToken: token, encoding: 'H264', width, height: (width * 9) / 16 },
    ...{ framesPerSecond: 25, bitrateKbps: 1_000, streamUri: `rtsp://10.0.0.9/${token}`, ptzNodeToken: null },
  });
  const [main, sub] = [`${sourceToken}-main`, `${sourceToken}-sub`];
  return {
    ...{ sourceToken, name: main, title, mainToken: main, subToken: sub },
    streams: [stream(main, 1920), stream(sub, 640)],
  };
}

function details(channels: DeviceChannel[]): DeviceDetails {
  return {
    ...{ onvifUrl: RECORDER, manufacturer: 'Lianqin', model: 'NVR 8', firmware: '', serialNumber: '' },
    ...{ clockOffsetMs: 0, hasPtz: false, hasEvents: false, channels },
  };
}

test('a channel is called what stands in its picture, else its recorder and its number', () => {
  const channels = [channel('s1', '东门'), channel('s2')];
  const found = { onvifUrl: RECORDER, host: '10.0.0.9', name: '', model: '' };
  const names = channels.map((each, index) => firstChoice(each, index, { details: details(channels), found }).name);
  expect(names).toEqual(['东门', 'Lianqin NVR 8 2']);
});

test('a camera remembers its recorder and which of its pictures it is', () => {
  const second = channel('s2');
  const choice = { isWanted: true, name: '通道 2', mainToken: second.mainToken, subToken: second.subToken };
  const credentials = { username: 'viewer', password: 'secret' };
  expect(toAddCamera(second, choice, { details: details([second]), groupId: 'g', credentials })).toMatchObject({
    ...{ onvifUrl: RECORDER, sourceToken: 's2' },
    ...{ sourceUrl: 'rtsp://10.0.0.9/s2-main', subSourceUrl: 'rtsp://10.0.0.9/s2-sub' },
  });
});

test.each([
  ['its address', { sourceUrl: 'rtsp://10.0.0.9/s2-main' }, true],
  ['its recorder and source, though its address is another now', { onvifUrl: RECORDER, sourceToken: 's2' }, true],
  ['the same source of another device', { onvifUrl: 'http://10.0.0.8/onvif', sourceToken: 's2' }, false],
  ['another source of the same recorder', { onvifUrl: RECORDER, sourceToken: 's1' }, false],
  ['the same recorder, and no source', { onvifUrl: RECORDER }, false],
])('a camera with %s is that channel: %o', (_, known, expected) => {
  expect(isChannelAdded(channel('s2'), RECORDER, [camera('c', known)])).toBe(expected);
});
