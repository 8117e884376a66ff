/**
 * One media node: carries cameras, serves viewers, analyses pictures. It knows no
 * person, no name and no rule; the server tells it what to carry and for whom.
 */

import type { DetectionKind } from '../config/contract/alert.ts';
import type {
  CameraHealth,
  CameraTest,
  ChangeEncoder,
  EncoderFit,
  EncoderForm,
  EncoderPreview,
  Quality,
} from '../config/contract/camera.ts';
import type { DeviceDetails, InspectDevice } from '../config/contract/device.ts';
import { AppError, type ErrorCode, type Failure } from '../config/contract/errors.ts';
import type {
  CameraToTest,
  CarriedCamera,
  Detection,
  NodeStart,
  Viewer,
  ViewingNotice,
  Withdrawal,
} from '../config/contract/node.ts';
import type { RecordedSegment, RecordedSpan } from '../config/contract/recording.ts';
import type { TalkEnd } from '../config/contract/talk.ts';
import type { Clock } from '../config/kernel/clock.ts';
import { Emitter } from '../config/kernel/emitter.ts';
import { Lane } from '../config/kernel/lane.ts';
import { newLogger } from '../config/kernel/logger.ts';
import type { NewId } from '../config/kernel/new-id.ts';
import { MotionAnalyser } from './analysis/motion.analyser.ts';
import type { Camera } from './cameras/camera.ts';
import type { CameraDevice } from './cameras/camera-device.ts';
import { CameraQualities } from './cameras/camera-qualities.ts';
import { testCamera } from './cameras/camera-test.ts';
import { levelOf } from './cameras/device-event.rules.ts';
import { SharedDevices } from './cameras/shared-devices.ts';
import { FlvViewings } from './http/flv-viewings.ts';
import { Fmp4Viewings } from './http/fmp4-viewings.ts';
import { HlsViewings } from './http/hls-viewings.ts';
import { openMediaServer } from './http/media-server.ts';
import { PlaybackViewings } from './http/playback-viewings.ts';
import type { Recorded } from './http/recording-routes.ts';
import { OnvifDevice } from './onvif/device.ts';
import { DeviceSearches } from './onvif/discovery/device-searches.ts';
import { DecoderPool } from './pictures/decoder-pool.ts';
import { KeyFrameJpegs } from './pictures/key-frame-jpegs.ts';
import { PushDesk } from './push/push-desk.ts';
import { StreamKeys } from './push/stream-keys.ts';
import { WhipPublishers } from './push/whip-publishers.ts';
import { soundingAlike } from './recording/recording.rules.ts';
import { Recordings } from './recording/recordings.ts';
import { keyFrameAt } from './recording/thumbnail.ts';
import type { Replay } from './replay/replay.ts';
import { ReplayDesk } from './replay/replay-desk.ts';
import { openRtmpServer } from './rtmp/rtmp-server.ts';
import { RtspViewings } from './rtsp-out/rtsp-viewings.ts';
import { openSfu } from './sfu/mediasoup.sfu.ts';
import { Talks } from './talk/talks.ts';
import { WebRtcViewings } from './webrtc/webrtc-viewings.ts';

const log = newLogger('node');

export type NodeEvents = {
  detected: [Detection];
  viewingStarted: [ViewingNotice];
  viewingEnded: [{ viewingId: string; atMs: number }];
  consumerClosed: [{ consumerId: string; connectionId: string; code: ErrorCode }];
  recorded: [{ segment: RecordedSegment; hasEnded: boolean }];
  recordingFault: [{ cameraId: string; failure: Failure }];
  talkEnded: [{ talkId: string; why: TalkEnd }];
  /** The SFU's worker is gone, and all that hung on it. */
  broken: [Error];
};

export type MediaNode = AsyncDisposable & {
  mediaPort: number;
  rtcPort: number;
  rtspPort: number;
  rtmpPort: number;
  events: Emitter<NodeEvents>;
  webrtc: WebRtcViewings;
  talks: Talks;
  recordings: Recordings;
  /** Segments of an earlier run that the index may not have. */
  unsaid: readonly RecordedSegment[];
  carry(cameras: readonly CarriedCamera[]): Promise<void>;
  testCamera(camera: CameraToTest): Promise<CameraTest>;
  encoder(cameraId: string): Promise<EncoderPreview>;
  fitEncoder(cameraId: string): Promise<EncoderFit>;
  encoderSettings(cameraId: string, quality: Quality): Promise<EncoderForm>;
  setEncoder(cameraId: string, quality: Quality, change: ChangeEncoder): Promise<EncoderFit>;
  searches: DeviceSearches;
  inspectDevice(device: InspectDevice): Promise<DeviceDetails>;
  /** What the camera can be asked over ONVIF. */
  device(cameraId: string): CameraDevice;
  /** The newest key frame; when it is old, or none, a picture that the camera makes by itself. */
  snapshot(cameraId: string): Promise<{ jpeg: Buffer; atMs: number }>;
  recordedPicture(segment: RecordedSegment, atMs: number): Promise<Buffer>;
  /** What the camera's recorder holds of it. */
  recorderSpans(cameraId: string, range: RecordedSpan): Promise<RecordedSpan[]>;
  recorderReach(cameraId: string): Promise<RecordedSpan | null>;
  openWhep(ask: {
    cameraId: string;
    quality: Quality;
    offer: string;
    viewer: Viewer;
    address: string;
  }): Promise<{ viewingId: string; answer: string }>;
  openWhip(ask: {
    cameraId: string;
    streamKey: string;
    offer: string;
  }): Promise<{ publishingId: string; answer: string }>;
  endWhip(what: { cameraId: string; streamKey: string; publishingId: string }): void;
  withdraw(what: Withdrawal): void;
  health(): CameraHealth[];
};

type Given = {
  clock: Clock;
  newId: NewId;
  chance: () => number;
  /** Asks the server's index. */
  segmentsOf: (cameraId: string, fromMs: number, toMs: number) => Promise<RecordedSegment[]>;
  /** Asks the server who somebody is, and whether they may watch that camera. */
  rtspSignIn: (ask: {
    account: string;
    password: string;
    cameraId: string;
    address: string;
  }) => Promise<{ personId: string; sessionId: string }>;
  rtspSignOut: (sessionId: string) => void;
};

/** A key frame comes at least so often while a camera is pulled. */
const PICTURE_IS_NEW_MS = 60_000;

export async function openMediaNode(start: NodeStart, given: Given): Promise<MediaNode> {
  const { clock, newId, chance, segmentsOf } = given;
  await using opening = new AsyncDisposableStack();
  const events = new Emitter<NodeEvents>((thrown, event) => log.error({ err: thrown, event }, 'listener failed'));
  const cameras = new Map<string, CameraQualities>();
  const devices = new SharedDevices(clock);
  const qualitiesOf = (cameraId: string): CameraQualities => {
    const found = cameras.get(cameraId);
    if (!found) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
    return found;
  };
  const camera = (cameraId: string, quality: Quality) => qualitiesOf(cameraId).pick(quality);
  const viewingEnded = (viewingId: string) => events.emit('viewingEnded', { viewingId, atMs: clock() });

  const ofViewings = {
    ...{ clock, newId, camera },
    onStarted: (notice: ViewingNotice) => events.emit('viewingStarted', notice),
    onEnded: viewingEnded,
  };

  const decoders = opening.adopt(new DecoderPool(start.decoders), (pool) => pool.close());
  const jpegs = new KeyFrameJpegs(decoders);
  const analyser = start.analysis.enabled
    ? opening.adopt(
        new MotionAnalyser({
          clock,
          newId,
          decoders,
          ...start.analysis,
          onDetection: (seen) => {
            recordings.event(seen.cameraId);
            events.emit('detected', seen);
          },
        }),
        (open) => open.close(),
      )
    : undefined;
  let broken: Error | undefined;
  const onDied = (why: Error) => {
    broken = why;
    events.emit('broken', why);
  };
  const sfu = opening.adopt(await openSfuOnFreePort(start, onDied), (open) => open.close());
  const webrtc = new WebRtcViewings({
    sfu,
    clock,
    decoders,
    camera,
    onConsumerClosed: (closed) => events.emit('consumerClosed', closed),
    onWhepEnded: viewingEnded,
  });
  const pushes = opening.adopt(new PushDesk(), (desk) => desk.close());
  const streamKeys = new StreamKeys();
  const requireKey = (cameraId: string, streamKey: string) => {
    if (streamKeys.cameraOf(streamKey) !== cameraId) throw new AppError('STREAM_KEY_INVALID');
  };
  const whip = new WhipPublishers({ sfu, pushes, newId });
  const { connectTimeoutMs } = start.live;
  const onTalkEnded = (ended: { talkId: string; why: TalkEnd }) => events.emit('talkEnded', ended);
  const talks = opening.adopt(new Talks({ sfu, clock, connectTimeoutMs, onEnded: onTalkEnded }), (open) =>
    open.endAll(),
  );
  opening.defer(async () => {
    await Promise.all([...cameras.values()].map((open) => open.close()));
  });
  const hls = opening.adopt(new HlsViewings(ofViewings), (open) => open.close());
  const fmp4 = opening.adopt(new Fmp4Viewings(ofViewings), (open) => open.close());
  const flv = opening.adopt(new FlvViewings(ofViewings), (open) => open.close());
  const recordings = opening.adopt(
    new Recordings({
      settings: start.recording,
      clock,
      onSegment: (segment, hasEnded) => events.emit('recorded', { segment, hasEnded }),
      onFault: ({ cameraId, why }) => events.emit('recordingFault', { cameraId, failure: why.toFailure() }),
    }),
    (open) => open.close(),
  );
  const unsaid = await recordings.findUnsaid();
  const playbacks = opening.adopt(
    new PlaybackViewings<Recorded>({
      ...ofViewings,
      by: { playback: 'playback', playbackSound: 'playbackSound', download: 'download' },
      contentOf: async (cameraId, { fromMs, toMs }, kind) => {
        const isHeard = kind === 'playbackSound';
        const found = await segmentsOf(cameraId, fromMs, toMs);
        const segments = isHeard ? soundingAlike(found) : found;
        if (segments.length === 0) throw new AppError('RECORDING_NOT_FOUND');
        return { segments, isHeard };
      },
    }),
    (open) => open.close(),
  );
  const replayDesk = new ReplayDesk();
  const replays = opening.adopt(
    new PlaybackViewings<Replay>({
      ...ofViewings,
      by: { playback: 'recorderPlayback', playbackSound: 'recorderPlayback', download: 'recorderPlayback' },
      contentOf: (cameraId, range) => replayDesk.open(qualitiesOf(cameraId).device, range),
      closeContent: (replay) => replay.close(),
    }),
    (open) => open.close(),
  );
  const { host, port, portIsNamed, tls, mediaTokenKey: tokenKey, clipsFolder } = start;
  const { folder } = recordings;
  const http = opening.adopt(
    await openMediaServer({
      ...{ host, port, portIsNamed, tls, tokenKey, clock, hls, fmp4, flv },
      recordings: { folder, tokenKey, clock, viewings: playbacks, replays },
    }),
    (open) => open.close(),
  );

  const rtsp = opening.adopt(
    await RtspViewings.open(
      { host, port: start.rtspPort, portIsNamed: start.rtspPortIsNamed },
      {
        ...ofViewings,
        tokenKey,
        signIn: async (ask) => ({ ...(await given.rtspSignIn(ask)), connectionId: '' }),
        signOut: given.rtspSignOut,
      },
    ),
    (open) => open.close(),
  );
  const rtmp = opening.adopt(
    await openRtmpServer({
      host,
      port: start.rtmpPort,
      portIsNamed: start.rtmpPortIsNamed,
      pushes,
      cameraOf: (streamKey) => streamKeys.cameraOf(streamKey),
    }),
    (open) => open.close(),
  );

  const endViewings = async (stream: Camera, endsWith: ErrorCode) => {
    hls.forget(stream);
    fmp4.forget(stream, endsWith);
    rtsp.forget(stream, endsWith);
    flv.forget(stream);
    webrtc.forget(stream, endsWith);
  };
  const letGo = async (stream: Camera, endsWith: ErrorCode) => {
    await endViewings(stream, endsWith);
    await stream.close();
  };
  /** Whoever asks again is given the main stream. */
  const offerMain = (sub: Camera) => {
    if (analyser?.isWatching(sub)) {
      analyser.forget(sub.cameraId);
      analyser.watch(camera(sub.cameraId, 'main'));
    }
    endViewings(sub, 'MEDIA_SESSION_NOT_FOUND').catch((thrown) => log.error({ err: thrown }, 'viewings not ended'));
  };
  const drop = async (cameraId: string) => {
    const gone = qualitiesOf(cameraId);
    analyser?.forget(cameraId);
    await recordings.forget(cameraId);
    for (const stream of gone.all) await letGo(stream, 'CAMERA_NOT_FOUND');
    streamKeys.forget(cameraId);
    pushes.dismiss(cameraId);
    talks.forget(cameraId);
    cameras.delete(cameraId);
  };

  /** With the newest picture there is; where there is none, the event is told all the same. */
  const deviceEvent = async (cameraId: string, kind: DetectionKind) => {
    const atMs = clock();
    const keyFrame = cameras.get(cameraId)?.main.stream.lastKeyFrame;
    const picture = keyFrame ? await jpegs.of(keyFrame).catch(() => null) : null;
    recordings.event(cameraId);
    const detection = { detectionId: newId(), cameraId, kind, level: levelOf(kind), atMs, region: null, picture };
    events.emit('detected', detection);
  };

  /** One list after the other: a camera that is let go and wanted again must not be lost in between. */
  const carrying = new Lane();
  const carryThese = async (wanted: readonly CarriedCamera[]) => {
    const kept = new Set(wanted.map(({ cameraId }) => cameraId));
    await Promise.all([...cameras.keys()].filter((cameraId) => !kept.has(cameraId)).map(drop));
    for (const carried of wanted) {
      const { cameraId, analyse } = carried;
      const known = cameras.get(cameraId);
      if (streamKeys.follow(carried)) pushes.dismiss(cameraId);
      talks.follow(carried);
      const goneSub = known?.update(carried);
      if (!known)
        cameras.set(
          cameraId,
          new CameraQualities(
            carried,
            {
              clock,
              chance,
              devices,
              live: start.live,
              clipsFolder,
              pushes,
              onEvent: (kind) => void deviceEvent(cameraId, kind),
            },
            offerMain,
          ),
        );
      if (goneSub || !analyse) analyser?.forget(cameraId);
      if (goneSub) await letGo(goneSub, 'MEDIA_SESSION_NOT_FOUND');
      // Movement is as well seen in the smaller picture.
      if (analyse) analyser?.watch(camera(cameraId, 'sub'));
      recordings.follow(qualitiesOf(cameraId).main, carried.recording, carried.audio && carried.recordAudio);
    }
  };

  // Until now nobody could hear of it.
  if (broken) throw broken;
  const open = opening.move();
  return {
    mediaPort: http.port,
    rtcPort: sfu.rtcPort,
    rtspPort: rtsp.port,
    rtmpPort: rtmp.port,
    events,
    webrtc,
    talks,
    recordings,
    unsaid,
    carry: (wanted) => carrying.run(() => carryThese(wanted)),
    testCamera: (toTest) => testCamera(toTest, { clock, decoders, clipsFolder, connectTimeoutMs }),
    encoder: async (cameraId) => qualitiesOf(cameraId).main.onvif.encoder(),
    fitEncoder: async (cameraId) => qualitiesOf(cameraId).main.onvif.fitEncoder(),
    encoderSettings: async (cameraId, quality) => qualitiesOf(cameraId).only(quality).onvif.encoderSettings(),
    setEncoder: async (cameraId, quality, change) => qualitiesOf(cameraId).only(quality).onvif.setEncoder(change),
    searches: new DeviceSearches({ clock, newId, interfaces: start.searchInterfaces }),
    inspectDevice: async (target) => (await OnvifDevice.open(target, { clock })).details(),
    device: (cameraId) => qualitiesOf(cameraId).device,
    async snapshot(cameraId) {
      const { main, device } = qualitiesOf(cameraId);
      const { lastKeyFrame } = main.stream;
      const isNew = lastKeyFrame && clock() - lastKeyFrame.receivedAtMs < PICTURE_IS_NEW_MS;
      const own = isNew ? null : await device.picture();
      if (own) return own;
      if (!lastKeyFrame) throw new AppError('NO_PICTURE', { cameraId });
      return { jpeg: await jpegs.of(lastKeyFrame), atMs: lastKeyFrame.receivedAtMs };
    },
    async recorderSpans(cameraId, range) {
      const { spans } = await qualitiesOf(cameraId).device.recordings(range);
      return spans.map(({ fromMs, toMs }) => ({ fromMs, toMs }));
    },
    recorderReach: (cameraId) => qualitiesOf(cameraId).device.recordedReach(),
    async recordedPicture(segment, atMs) {
      const keyFrame = await keyFrameAt(folder, segment, atMs);
      if (!keyFrame) throw new AppError('RECORDING_NOT_FOUND');
      return decoders.jpegOfKeyFrame(keyFrame.annexB, keyFrame.codec);
    },
    async openWhep({ cameraId, quality, offer, viewer, address }) {
      const opened = await webrtc.openWhep({ cameraId, quality }, offer, viewer);
      events.emit('viewingStarted', {
        viewingId: opened.viewingId,
        cameraId,
        by: 'whep',
        viewer,
        address,
        atMs: clock(),
        range: null,
      });
      return opened;
    },
    async openWhip({ cameraId, streamKey, offer }) {
      requireKey(cameraId, streamKey);
      return whip.open(cameraId, offer);
    },
    endWhip({ cameraId, streamKey, publishingId }) {
      requireKey(cameraId, streamKey);
      whip.end(cameraId, publishingId);
    },
    withdraw({ personId, sessionId, cameraIds, of = ['live', 'playback', 'playbackSound', 'download'] }) {
      const concerns = (viewer: Viewer, cameraId: string) =>
        viewer.personId === personId &&
        (sessionId === null || viewer.sessionId === sessionId) &&
        (cameraIds === null || cameraIds.includes(cameraId));
      const live = of.includes('live') ? [webrtc, hls, fmp4, rtsp, flv] : [];
      for (const viewings of live) viewings.withdraw(concerns);
      for (const each of [playbacks, replays])
        each.withdraw((viewer, cameraId, kind) => of.includes(kind) && concerns(viewer, cameraId));
    },
    health: () =>
      [...cameras.values()].map((each) => {
        const health = each.health();
        const isRecording = health.state === 'live' && recordings.isRecording(health.cameraId);
        return { ...health, isRecording, canTalk: talks.canTalk(health.cameraId) };
      }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** A default port that is taken gives way to a free one; a named one does not. */
async function openSfuOnFreePort(start: NodeStart, onDied: (why: Error) => void) {
  const { workerBin, host, rtcPort, announcedAddress, consumersPerWorker } = start;
  const settings = { workerBin, host, announcedAddress, consumersPerWorker, onDied };
  try {
    return await openSfu({ ...settings, rtcPort });
  } catch (thrown) {
    if (start.rtcPortIsNamed || rtcPort === 0) throw thrown;
    log.info({ err: thrown, rtcPort }, 'WebRTC port taken, another is used');
    return openSfu({ ...settings, rtcPort: 0 });
  }
}
