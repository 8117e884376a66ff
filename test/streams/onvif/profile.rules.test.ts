/** Which profile gives the stream we pull, by addresses as cameras of several makes say them. */
import { expect, test } from 'vitest';
import { chooseProfile } from '../../../streams/onvif/profile.rules.ts';

const HIK = [
  'rtsp://192.168.1.64:554/Streaming/Channels/101?transportmode=unicast&profile=Profile_1',
  'rtsp://192.168.1.64:554/Streaming/Channels/102?transportmode=unicast&profile=Profile_2',
];
const DAHUA = [
  'rtsp://10.0.0.5:554/cam/realmonitor?channel=1&subtype=0&unicast=true&proto=Onvif',
  'rtsp://10.0.0.5:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif',
];

const CASES = [
  { name: 'the path decides', rtspUrl: 'rtsp://u:p@camera/Streaming/Channels/102', uris: HIK, chosen: 1, isSure: true },
  {
    name: 'slashes too many and capitals do not',
    rtspUrl: 'rtsp://camera//streaming//channels/102/',
    uris: HIK,
    chosen: 1,
    isSure: true,
  },
  {
    name: 'where paths are equal, what both name decides',
    rtspUrl: 'rtsp://camera/cam/realmonitor?channel=1&subtype=1',
    uris: DAHUA,
    chosen: 1,
    isSure: true,
  },
  {
    name: 'and nothing is sure while neither names it',
    rtspUrl: 'rtsp://camera/cam/realmonitor',
    uris: DAHUA,
    chosen: 0,
    isSure: false,
  },
  {
    name: 'an address the camera does not say leaves the first',
    rtspUrl: 'rtsp://camera/h264/ch1/main/av_stream',
    uris: HIK,
    chosen: 0,
    isSure: false,
  },
  {
    name: 'a camera with one profile leaves no doubt',
    rtspUrl: 'rtsp://camera/live',
    uris: HIK.slice(0, 1),
    chosen: 0,
    isSure: true,
  },
  {
    name: 'a profile without an address is passed over',
    rtspUrl: 'rtsp://camera/Streaming/Channels/102',
    uris: [null, ...HIK],
    chosen: 2,
    isSure: true,
  },
  {
    name: 'what is no address matches nothing',
    rtspUrl: 'rtsp://camera/live',
    uris: ['live', 'rtsp://camera/live'],
    chosen: 1,
    isSure: true,
  },
];

test.each(CASES)('$name', ({ rtspUrl, uris, chosen, isSure }) => {
  const candidates = uris.map((streamUri, index) => ({
    profile: { token: `${index}`, encoderToken: `encoder ${index}` },
    streamUri,
  }));
  expect(chooseProfile(rtspUrl, candidates)).toEqual({ profile: candidates[chosen]?.profile, isSure });
});

test('profiles with the same address and the same encoder are one', () => {
  const candidates = ['one', 'two'].map((token) => ({
    profile: { token, encoderToken: 'shared' },
    streamUri: 'rtsp://camera/live',
  }));
  expect(chooseProfile('rtsp://camera/live', candidates)).toMatchObject({ profile: { token: 'one' }, isSure: true });
});

test('a camera without profiles has none to choose', () => {
  expect(chooseProfile('rtsp://camera/live', [])).toBeUndefined();
});
