/** Prometheus metrics: the process, and what an operations room asks about first. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AlertState } from '../../config/contract/alert.ts';
import { CameraState } from '../../config/contract/camera.ts';
import * as alertStore from '../alerts/alert.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { HealthBoard } from '../cameras/camera-health.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';

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
  const labelNames = ['camera', 'name'];
  const rate = new Gauge({ name: 'lianqin_camera_fps', help: 'Frames a second from a camera', labelNames, registers });
  const bits = new Gauge({ name: 'lianqin_camera_bitrate_kbps', help: 'Bit rate of a camera', labelNames, registers });
  const viewers = new Gauge({ name: 'lianqin_camera_viewers', help: 'Viewers of a camera', labelNames, registers });

  const measure = async () => {
    sockets.set(socketCount());
    journalSeq.set(journal.newestSeq);
    for (const state of AlertState.options) alerts.set({ state }, 0);
    for (const { state, count } of await alertStore.countByState(reader)) alerts.set({ state }, count);
    for (const state of CameraState.options) cameras.set({ state }, 0);
    for (const gauge of [rate, bits, viewers]) gauge.reset();
    for (const camera of (await cameraStore.all(reader)).filter(({ disabled }) => !disabled)) {
      const { state, framesPerSecond, bitrateKbps, viewerCount } = health.of(camera);
      const labels = { camera: camera.id, name: camera.name };
      cameras.inc({ state });
      rate.set(labels, framesPerSecond);
      bits.set(labels, bitrateKbps);
      viewers.set(labels, viewerCount);
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
