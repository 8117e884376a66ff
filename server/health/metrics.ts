/** Prometheus metrics: the process, and what an operations room asks about first. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AlertState } from '../../config/contract/alert.ts';
import { CameraGrade, type CameraHealth, CameraState } from '../../config/contract/camera.ts';
import * as alertStore from '../alerts/alert.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';

/** What is told of each camera; null is not known, and then nothing is told. */
const MEASURES: { name: string; help: string; read: (health: CameraHealth) => number | null }[] = [
  { name: 'fps', help: 'Frames a second from a camera', read: (seen) => seen.framesPerSecond },
  { name: 'bitrate_kbps', help: 'Bit rate of a camera', read: (seen) => seen.bitrateKbps },
  {
    name: 'key_frame_interval_seconds',
    help: 'Time between the key frames of a camera',
    read: (seen) => seen.keyFrameIntervalMs / 1_000,
  },
  {
    name: 'key_frame_on_request',
    help: '1 for a camera that gives key frames when asked, 0 for one that does not; not told while it is not known',
    read: ({ keyFrameOnRequest }) => (keyFrameOnRequest === null ? null : Number(keyFrameOnRequest)),
  },
  {
    name: 'loss_ratio',
    help: 'Packets lost of those a camera sent in the last 10 s, 0 to 1',
    read: (seen) => seen.lossPercent / 100,
  },
  {
    name: 'delay_seconds',
    help: 'How late nine of ten pictures of a camera come, against its own timestamps',
    read: (seen) => seen.delayMs / 1_000,
  },
  { name: 'stalls_last_hour', help: 'Times the pictures of a camera stopped', read: (seen) => seen.stallCount },
  { name: 'reconnects_last_hour', help: 'Times a camera was called again', read: (seen) => seen.reconnectCount },
  {
    name: 'clock_offset_seconds',
    help: 'The clock of a camera minus ours',
    read: ({ clockOffsetMs }) => clockOffsetMs && clockOffsetMs / 1_000,
  },
  { name: 'viewers', help: 'Viewers of a camera', read: (seen) => seen.viewerCount },
];

type Needs = { journal: Journal; reader: Db; health: HealthBoard; socketCount: () => number };

export type Metrics = { contentType: string; text(): Promise<string> } & Disposable;

export function openMetrics({ journal, reader, health, socketCount }: Needs): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const commits = new Histogram({
    name: 'lianqin_commit_seconds',
    help: 'Time from the start of a commit to its end on disk',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
    registers,
  });
  const stopMeasuring = journal.events.on('measured', (durationMs) => commits.observe(durationMs / 1_000));

  const journalSeq = new Gauge({ name: 'lianqin_journal_seq', help: 'Newest entry of the record', registers });
  const sockets = new Gauge({ name: 'lianqin_sockets', help: 'Consoles connected', registers });
  const alerts = new Gauge({ name: 'lianqin_alerts', help: 'Alerts by state', labelNames: ['state'], registers });
  const cameras = new Gauge({ name: 'lianqin_cameras', help: 'Cameras by state', labelNames: ['state'], registers });
  const node = new Gauge({ name: 'lianqin_media_node_up', help: 'Whether the media node is connected', registers });
  const labelNames = ['camera', 'name'];
  const one = (name: string, help: string) =>
    new Gauge({ name: `lianqin_camera_${name}`, help, labelNames, registers });
  const ofCamera = MEASURES.map(({ name, help, read }) => ({ gauge: one(name, help), read }));
  const oneOf = (name: 'state' | 'grade' | 'cause', help: string) =>
    new Gauge({ name: `lianqin_camera_${name}`, help, labelNames: [...labelNames, name], registers });
  const states = oneOf('state', '1 for the state a camera is in, 0 for the others');
  const causes = oneOf('cause', 'Why a camera gives no pictures: 1 for its code; not told while it does');
  const grades = oneOf('grade', '1 for the grade of a camera, 0 for the others');

  const measure = async () => {
    sockets.set(socketCount());
    node.set(Number(health.awaySinceMs === null));
    journalSeq.set(journal.newestSeq);
    for (const state of AlertState.options) alerts.set({ state }, 0);
    for (const { state, count } of await alertStore.countByState(reader)) alerts.set({ state }, count);
    for (const state of CameraState.options) cameras.set({ state }, 0);
    for (const gauge of [states, causes, grades, ...ofCamera.map(({ gauge }) => gauge)]) gauge.reset();
    for (const camera of (await cameraStore.all(reader)).filter(({ disabled }) => !disabled)) {
      const seen = health.of(camera);
      const labels = { camera: camera.id, name: camera.name };
      cameras.inc({ state: seen.state });
      for (const state of CameraState.options) states.set({ ...labels, state }, Number(state === seen.state));
      if (seen.cause) causes.set({ ...labels, cause: seen.cause.code }, 1);
      for (const grade of CameraGrade.options) grades.set({ ...labels, grade }, Number(grade === seen.grade));
      for (const { gauge, read } of ofCamera) {
        const value = read(seen);
        if (value !== null) gauge.set(labels, value);
      }
    }
  };

  return {
    contentType: registry.contentType,
    text: async () => {
      await measure();
      return registry.metrics();
    },
    [Symbol.dispose]: () => {
      stopMeasuring();
      registry.clear();
    },
  };
}
