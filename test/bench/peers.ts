/** The peers beside which ours is measured, each as its own users run it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from './end-with-us.ts';

/** Where Debian's package puts it. */
const JANUS = '/usr/bin/janus';
/** The thread of this transport at times finds it not ready yet, and then all of Janus ends. */
const JANUS_TRIES = 10;
const JANUS_STAYS_MS = 2_000;

export type Peer = { pids: number[]; close(): Promise<void> };

/** One ffmpeg a camera, H.264 untouched, as RTP to a port on loopback. */
export function startFfmpegCopies(urls: readonly string[]): Peer {
  const children = urls.map((url, index) =>
    // biome-ignore format: one option a line reads like the command it is
    spawn('ffmpeg', [
      '-nostdin', '-v', 'error',
      '-rtsp_transport', 'tcp', '-i', url,
      '-map', '0:v:0', '-c:v', 'copy', '-bsf:v', 'h264_mp4toannexb',
      '-f', 'rtp', `rtp://127.0.0.1:${40_000 + index * 2}?pkt_size=1200`,
    ], { stdio: 'ignore' }),
  );
  const ends = children.map((child) => endWithUs(child));
  return {
    pids: children.map(({ pid = 0 }) => pid),
    close: async () => {
      await Promise.all(ends.map((end) => end()));
    },
  };
}

/** Janus with its streaming plugin alone: RTSP in, ready for WebRTC, nobody watching. */
export async function startJanus(urls: readonly string[]): Promise<Peer> {
  if (!existsSync(JANUS)) throw new Error(`Janus is not installed: there is no ${JANUS}`);
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-janus-'));
  const parts = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/janus`;
  mkdirSync(join(folder, 'none'));
  writeFileSync(
    join(folder, 'janus.jcfg'),
    `general: { plugins_folder = "${parts}/plugins"; transports_folder = "${parts}/transports"; events_folder = "${folder}/none"; loggers_folder = "${folder}/none"; interface = "127.0.0.1" }
plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_videoroom.so,libjanus_voicemail.so" }
transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_rabbitmq.so,libjanus_websockets.so" }
`,
  );
  // It does not start without a way to be asked; nobody asks over this one.
  writeFileSync(
    join(folder, 'janus.transport.pfunix.jcfg'),
    `general: { enabled = true; path = "${folder}/asked"; type = "SOCK_SEQPACKET" }
`,
  );
  const mount = (url: string, index: number) =>
    `camera-${index}: { type = "rtsp"; id = ${index + 1}; video = true; audio = false; url = "${url}"; rtsp_failcheck = false; rtspiface = "127.0.0.1" }`;
  writeFileSync(join(folder, 'janus.plugin.streaming.jcfg'), `${urls.map(mount).join('\n')}\n`);
  const clear = () => rmSync(folder, { recursive: true });
  for (let tries = 0; tries < JANUS_TRIES; tries += 1) {
    const child = spawn('janus', ['-F', folder, '-C', join(folder, 'janus.jcfg'), '-d', '2'], { stdio: 'ignore' });
    const end = endWithUs(child);
    const hasEnded = await Promise.race([once(child, 'exit').then(() => true), sleep(JANUS_STAYS_MS, false)]);
    if (!hasEnded) return { pids: [child.pid ?? 0], close: () => end().then(clear) };
  }
  clear();
  throw new Error(`Janus ended ${JANUS_TRIES} times as soon as it was started`);
}
