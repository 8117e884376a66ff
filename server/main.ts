/** `npm start`: the product as one command. Says where it is, and closes in order when it is told to end. */
import { hostname, networkInterfaces } from 'node:os';
import { newLogger, rootLogger } from '../config/kernel/logger.ts';
import { type LoadedSettings, loadSettings } from '../config/settings/load-settings.ts';
import { SettingsError } from '../config/settings/settings.ts';
import { type App, openApp } from './app.ts';
import { StartError } from './start-error.ts';

const log = newLogger('main');

const NODE_WITHIN_MS = 8_000;

await main();

async function main(): Promise<void> {
  try {
    const loaded = loadSettings(process.env);
    rootLogger.level = loaded.settings.log.level;
    const app = await openApp({ ...loaded, say: (sentence) => console.log(sentence) });
    endOnSignal(app);
    await mediaNodeConnected(app);
    introduce(app, loaded);
  } catch (thrown) {
    if (!(thrown instanceof StartError || thrown instanceof SettingsError)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 1;
  }
}

function introduce(app: App, { settings }: LoadedSettings): void {
  const { port } = new URL(app.url);
  const { host } = settings.http;
  console.log('联勤 Lianqin is running.');
  for (const url of addresses(app, host)) console.log(`  Console: ${url}`);
  console.log(`  Data folder: ${settings.data.dir}`);
  if (app.portWasReplaced) console.log(`  Port ${settings.http.port} is taken, so the console is on port ${port}.`);
  if (app.secure && settings.http.tlsCert === '') {
    console.log(`  The certificate is of this site's own making; ${app.url}/trust explains how to trust it.`);
  }
  if (app.firstPasswords.length > 0) {
    console.log('  First passwords, to be changed after signing in:');
    for (const { account, password } of app.firstPasswords) console.log(`    ${account.padEnd(10)} ${password}`);
    console.log(`  They are kept in ${app.firstPasswordsPath} until each is changed.`);
  }
  sayReplacedMediaPorts(app, settings.media);
}

/** Whoever opens the address that is printed finds cameras; a node that does not come holds nothing up for long. */
function mediaNodeConnected({ node }: App): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, NODE_WITHIN_MS);
    const stop = node.events.on('connected', done);
    if (node.ports) done();
  });
}

/** The media node takes its ports in its own time, and again whenever it is started again. */
function sayReplacedMediaPorts(
  { node }: App,
  wished: { port: number; rtcPort: number; rtspPort: number; rtmpPort: number },
): void {
  let said = '';
  const say = () => {
    if (!node.ports) return;
    const { mediaPort, rtcPort, rtspPort, rtmpPort } = node.ports;
    const lines = [
      ...(wished.port !== 0 && mediaPort !== wished.port
        ? [`  Port ${wished.port} is taken, so media is on port ${mediaPort}.`]
        : []),
      ...(wished.rtcPort !== 0 && rtcPort !== wished.rtcPort
        ? [`  Port ${wished.rtcPort} is taken, so WebRTC is on port ${rtcPort}.`]
        : []),
      ...(wished.rtspPort !== 0 && rtspPort !== wished.rtspPort
        ? [`  Port ${wished.rtspPort} is taken, so RTSP is on port ${rtspPort}.`]
        : []),
      ...(wished.rtmpPort !== 0 && rtmpPort !== wished.rtmpPort
        ? [`  Port ${wished.rtmpPort} is taken, so RTMP is on port ${rtmpPort}.`]
        : []),
    ].join('\n');
    if (lines !== said && lines !== '') console.log(lines);
    said = lines;
  };
  say();
  node.events.on('connected', say);
}

/** Where the console can be reached: one address, or all of the machine's when it listens on all. */
function addresses(app: App, host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [app.url];
  const { protocol, port } = new URL(app.url);
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const hosts = own.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
  return [...hosts, hostname(), 'localhost'].map((each) => `${protocol}//${each}:${port}`);
}

function endOnSignal(app: App): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    try {
      await app[Symbol.asyncDispose]();
      process.exit(0);
    } catch (thrown) {
      log.error({ err: thrown }, 'did not close in order');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
}
