/** What a recorder holds of a camera, asked over real SOAP: by its events, by its tracks, in parts, and each way it may fail. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { OnvifDevice } from '../../../streams/onvif/device.ts';
import {
  type FakeOnvifCamera,
  NOT_AUTHORIZED,
  NOT_SUPPORTED,
  openFakeOnvifCamera,
} from '../../fixtures/onvif/onvif-camera.ts';
import type { FakeRecording } from '../../fixtures/onvif/recorder-services.ts';

const LOGIN = { username: 'operator', password: 'right one' };
const DAY = { fromMs: Date.UTC(2026, 8, 3), toMs: Date.UTC(2026, 8, 4) };
const at = (hour: number, minute = 0, day = 3) => Date.UTC(2026, 8, day, hour, minute);
const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });

const channel = (source: string) =>
  ['main', 'sub'].map((encoder) => {
    const token = `${source}_${encoder}`;
    return { token, encoder, source, streamUri: `rtsp://10.0.0.9/${token}` };
  });
const PROFILES = [...channel('s1'), ...channel('s2')];

function recording(token: string, known: Partial<FakeRecording>): FakeRecording {
  return { token, sourceId: token, spans: [], replayUri: `rtsp://10.0.0.9:8554/replay/${token}?a=1`, ...known };
}

function openRecorder(
  recordings: readonly FakeRecording[],
  { clockAheadMs = 0, isOld = false } = {},
): Promise<FakeOnvifCamera> {
  const media = isOld ? ([1] as const) : ([1, 2] as const);
  return openFakeOnvifCamera({ login: LOGIN, profiles: PROFILES, recordings, clockAheadMs, isOld, media });
}

async function spansOf(recorder: FakeOnvifCamera, { rtspUrl = 'rtsp://10.0.0.9/s2_main', token = '' } = {}) {
  const device = await OnvifDevice.open({ onvifUrl: recorder.onvifUrl, ...LOGIN }, { clock: systemClock });
  const source = await device.sourceOf(rtspUrl, token);
  return device.recordings()?.spans(source, DAY);
}

test.each([[false], [true]])(
  'the stretches of a day are told by the events of the right recording (old: %s)',
  async (isOld) => {
    await using recorder = await openRecorder(
      [
        recording('r1', { profileToken: 's1_main', spans: [span(at(0), at(23))] }),
        recording('r2', {
          profileToken: 's2_main',
          spans: [span(at(22, 0, 2), at(1)), span(at(2), at(3)), span(at(5), at(6)), span(at(23), at(2, 0, 4))],
        }),
      ],
      { isOld },
    );
    expect(await spansOf(recorder)).toEqual([
      { ...span(at(0), at(1)), recordingToken: 'r2' },
      { ...span(at(2), at(3)), recordingToken: 'r2' },
      { ...span(at(5), at(6)), recordingToken: 'r2' },
      { ...span(at(23), at(24)), recordingToken: 'r2' },
    ]);
  },
);

test('every search is ended', async () => {
  await using recorder = await openRecorder([recording('r2', { sourceId: 's2', spans: [span(at(2), at(3))] })]);
  await spansOf(recorder);
  expect(recorder.calls.filter((call) => call.startsWith('Search Find'))).toHaveLength(2);
  expect([...recorder.recorder.openSearches]).toEqual([]);
});

test('a search whose results fail is ended too', async () => {
  await using recorder = await openRecorder([recording('r2', { sourceId: 's2', spans: [span(at(2), at(3))] })]);
  recorder.refuse('GetEventSearchResults', NOT_AUTHORIZED);
  await expect(spansOf(recorder)).rejects.toMatchObject({ code: 'CAMERA_WRONG_PASSWORD' });
  expect([...recorder.recorder.openSearches]).toEqual([]);
});

test('a recorder whose events cannot be searched tells from when to when it has pictures', async () => {
  await using recorder = await openRecorder([
    recording('r2', { sourceId: 's2', spans: [span(at(2), at(3)), span(at(5), at(6))] }),
  ]);
  recorder.recorder.hasEvents = false;
  expect(await spansOf(recorder)).toEqual([{ ...span(at(2), at(6)), recordingToken: 'r2' }]);
});

test('a recording is of a camera by the name of its source where no job tells', async () => {
  await using recorder = await openRecorder([
    recording('a', { sourceId: 's1', spans: [span(at(1), at(2))] }),
    recording('b', { sourceId: 's2', spans: [span(at(3), at(4))] }),
  ]);
  recorder.refuse('GetRecordingJobs', NOT_SUPPORTED);
  expect(await spansOf(recorder)).toMatchObject([{ recordingToken: 'b' }]);
});

test('recordings of nobody knows what are not taken for those of the camera', async () => {
  await using recorder = await openRecorder([recording('a', { spans: [span(at(1), at(2))] })]);
  await expect(spansOf(recorder)).rejects.toMatchObject({
    code: 'RECORDER_CHANNEL_UNKNOWN',
    detail: { source: 's2' },
  });
});

test('a channel whose address has changed is known by what was remembered', async () => {
  await using recorder = await openRecorder([
    recording('a', { sourceId: 's1', spans: [span(at(1), at(2))] }),
    recording('b', { sourceId: 's2', spans: [span(at(3), at(4))] }),
  ]);
  const told = await spansOf(recorder, { rtspUrl: 'rtsp://10.0.0.9/before', token: 's1' });
  expect(told).toMatchObject([{ recordingToken: 'a' }]);
});

test('what a recorder with another clock holds is told in our time', async () => {
  const aheadMs = 3_600_000;
  await using recorder = await openRecorder(
    [recording('r2', { sourceId: 's2', spans: [span(at(2) + aheadMs, at(3) + aheadMs)] })],
    { clockAheadMs: aheadMs },
  );
  const [first] = (await spansOf(recorder)) ?? [];
  expect(Math.abs((first?.fromMs ?? 0) - at(2))).toBeLessThan(2_000);
  expect(Math.abs((first?.toMs ?? 0) - at(3))).toBeLessThan(2_000);
});

test('a recording is played from where the recorder was reached', async () => {
  await using recorder = await openRecorder([recording('r2', { sourceId: 's2' })]);
  const device = await OnvifDevice.open({ onvifUrl: recorder.onvifUrl, ...LOGIN }, { clock: systemClock });
  expect(await device.recordings()?.replayUri('r2')).toBe('rtsp://127.0.0.1:8554/replay/r2?a=1');
});

test('a camera that keeps nothing has no recordings to ask for', async () => {
  await using camera = await openFakeOnvifCamera({ login: LOGIN });
  const device = await OnvifDevice.open({ onvifUrl: camera.onvifUrl, ...LOGIN }, { clock: systemClock });
  expect(device.recordings()).toBeNull();
});

test.each([[0], [3_600_000]])(
  'from when to when is told without its gaps, in our time (ahead by %s ms)',
  async (clockAheadMs) => {
    await using recorder = await openRecorder(
      [
        recording('r1', { profileToken: 's1_main', spans: [span(at(0), at(23))] }),
        recording('r2', { profileToken: 's2_main', spans: [span(at(22, 0, 2), at(1)), span(at(5), at(6))] }),
        recording('r3', { profileToken: 's2_sub', spans: [span(at(9), at(10))] }),
      ],
      { clockAheadMs },
    );
    const device = await OnvifDevice.open({ onvifUrl: recorder.onvifUrl, ...LOGIN }, { clock: systemClock });
    const reach = await device.recordings()?.reach(await device.sourceOf('rtsp://10.0.0.9/s2_main', ''));
    const near = (ms: number) => Math.round((ms + clockAheadMs) / 10_000) * 10_000;
    expect(reach && span(near(reach.fromMs), near(reach.toMs))).toEqual(span(at(22, 0, 2), at(10)));
  },
);
