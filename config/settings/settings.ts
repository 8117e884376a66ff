/**
 * Everything the product can be told before it starts.
 *
 * One schema is the reference: defaults, units and limits live here and nowhere
 * else. Names end in their unit. An unknown key is an error, not a surprise.
 * The same names, as a list, are in names.json for the set-up, which runs before
 * this file can.
 */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const portNumber = z.int().min(0).max(65_535);
/** A regular expression that can be read as one. */
const pattern = (standard: string) =>
  z
    .string()
    .min(1)
    .default(standard)
    .refine((text) => isPattern(text), { error: 'is no regular expression' });
const durationMs = (defaultMs: number, minMs = 0) => z.int().min(minMs).default(defaultMs);

const Http = z
  .strictObject({
    host: z.string().min(1).default('127.0.0.1').describe('Address the console is served on; 0.0.0.0 for all.'),
    port: portNumber.default(8080).describe('0 takes any free port.'),
    tlsCert: z.string().default('').describe('PEM file of the certificate chain; reloaded when it changes.'),
    tlsKey: z.string().default('').describe('PEM file of its private key.'),
  })
  .refine((http) => (http.tlsCert === '') === (http.tlsKey === ''), {
    error: 'tlsCert and tlsKey go together: name both files or neither',
    path: ['tlsKey'],
  });

const Data = z.strictObject({
  dir: z
    .string()
    .min(1)
    .default(() => join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'lianqin'))
    .describe('Folder of the database, pictures and keys. Outside the program’s own folder.'),
  databaseUrl: z
    .string()
    .default('')
    .refine((url) => url === '' || /^postgres(ql)?:\/\/[^/]+\/./.test(url), {
      error: 'must be empty or like postgresql://name:password@host:5432/database',
    })
    .describe('PostgreSQL database of the site; empty: a SQLite file in the data folder.'),
});

const Site = z.strictObject({
  name: z.string().min(1).default('示范街综治中心').describe('Shown on every screen.'),
  timeZone: z.string().min(1).default('Asia/Shanghai').describe('Times are shown and reckoned in it.'),
  gridCodePattern: pattern('\\d{12}|\\d{15}').describe(
    'Regular expression for the whole code of a base grid: 6 county, 3 street, 3 community, 3 serial; or without community.',
  ),
  governanceGridCodePattern: pattern('\\d{12}|\\d{15}|\\d{20}').describe('The same for a governance grid.'),
});

const Accounts = z.strictObject({
  idleSignOutMs: durationMs(30 * 60_000, 1_000).describe('A desk nobody touches is signed out; walls never are.'),
  sessionMaxMs: durationMs(7 * 24 * 3_600_000, 1_000),
  lockAfterFailures: z.int().min(1).default(5),
  lockMs: durationMs(10 * 60_000, 1_000),
});

const Media = z.strictObject({
  port: portNumber.default(8081).describe('HTTP(S) port of the media node: HLS, HTTP-FLV and pictures.'),
  rtcPort: portNumber.default(8082).describe('WebRTC port of the media node, UDP and TCP.'),
  consumersPerWorker: z
    .int()
    .min(1)
    .default(400)
    .describe(
      'Pictures and sounds one process of the media node sends over WebRTC before another is started, on the port after `rtcPort`; as many processes as the machine has cores.',
    ),
  rtspPort: portNumber.default(8554).describe('Port of the media node that recorders and players pull from (RTSP).'),
  rtmpPort: portNumber.default(1935).describe('Port of the media node that devices push to over RTMP.'),
  announcedAddress: z.string().default('').describe('Address browsers reach the media node by, when behind NAT.'),
  clipsDir: z
    .string()
    .default('')
    .describe('Folder of the files that may be played as cameras; empty: `clips` in the data folder.'),
  decoders: z.int().min(3).max(64).default(12).describe('How many ffmpeg decoders may run at once.'),
});

const Onvif = z.strictObject({
  interfaces: z
    .string()
    .default('')
    .describe('Network interfaces devices are searched on, such as `eth0,eth1`; empty: all but loopback.'),
});

const Talk = z.strictObject({
  limitMs: z
    .int()
    .min(5_000)
    .max(600_000)
    .default(60_000)
    .describe('How long somebody may speak out of a camera in one go.'),
});

const Live = z
  .strictObject({
    idleStopMs: durationMs(30_000).describe('How long a stream nobody needs keeps running.'),
    probeMs: durationMs(30_000, 1_000).describe('How often an idle camera is asked whether it is there.'),
    stallMs: durationMs(2_000, 500).describe('Without a frame for this long a camera is stalled.'),
    offlineMs: durationMs(8_000, 1_000).describe('Without a frame for this long a camera is offline.'),
    connectTimeoutMs: durationMs(5_000, 500),
    reconnectMinMs: durationMs(1_000, 100),
    reconnectMaxMs: durationMs(5_000, 100),
  })
  .refine((live) => live.reconnectMinMs <= live.reconnectMaxMs, {
    error: 'must not be below reconnectMinMs',
    path: ['reconnectMaxMs'],
  });

const Recording = z.strictObject({
  dir: z.string().default('').describe('Folder of the recordings; empty: `recordings` in the data folder.'),
  keepDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .describe('How long recordings are kept, where a camera does not say.'),
  maxGigabytes: z.number().min(0).default(0).describe('The oldest give way beyond this; 0: as much as the disk holds.'),
  keepFreeGigabytes: z.number().min(0.1).default(2).describe('Of the disk; the oldest recordings give way for it.'),
  segmentMs: z.int().min(2_000).max(600_000).default(60_000).describe('How much one file holds.'),
  exportNeedsApproval: z.boolean().default(false).describe('Whether a second person must approve every export.'),
});

const Audit = z.strictObject({
  headsFile: z
    .string()
    .default('')
    .describe(
      'File the signed heads of the record are appended to; empty: `<data folder>-journal-heads.jsonl` beside it.',
    ),
});

const Alerts = z.strictObject({
  repeatWindowMs: durationMs(60_000).describe('Detections this close together are one alert.'),
});

const Notices = z.strictObject({
  readWithinMs: durationMs(10 * 60_000, 1_000).describe('What must be read and is not by then goes to whoever leads.'),
  webhookUrl: z
    .string()
    .default('')
    .refine((url) => url === '' || /^https?:\/\/./.test(url), { error: 'must be empty or an http(s) address' })
    .describe('Service that sends notices on as text messages or in a messenger; empty: none.'),
  webhookSecret: z.string().default('').describe('What each call is signed with (HMAC-SHA256 over its body).'),
  webhookAfterMs: durationMs(30_000).describe('Only what is still unread after this long is sent on.'),
});

const Duty = z.strictObject({
  keepTrailDays: z.int().min(1).max(3_650).default(30).describe('How long the positions of people on duty are kept.'),
});

const Analysis = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether cameras that ask for it are analysed.'),
  framesPerSecond: z.number().min(0.2).max(25).default(2),
  sensitivity: z.number().min(0).max(1).default(0.5).describe('1 reports the smallest movement.'),
});

const BaseMap = z
  .strictObject({
    kind: z
      .enum(['none', 'raster', 'tianditu', 'vector', 'pmtiles'])
      .default('none')
      .describe('What is drawn under the grids.'),
    url: z
      .string()
      .default('')
      .describe(
        'raster: tiles (XYZ, or WMTS in Web Mercator); vector: tiles (MVT). Browsers fetch these, so their host must allow that. pmtiles: the archive, which this server reads.',
      ),
    path: z.string().default('').describe('pmtiles: the archive as a file that this server can read.'),
    schema: z
      .enum(['openmaptiles', 'protomaps'])
      .default('openmaptiles')
      .describe('vector, and pmtiles with vectors: how its layers are called.'),
    key: z.string().default('').describe('Key of 天地图 for browsers; everybody signed in can read it.'),
    attribution: z
      .string()
      .max(200)
      .default('')
      .describe('Whose map it is, shown on it; empty: what a PMTiles archive says itself.'),
    system: z
      .enum(['wgs84', 'gcj02', 'bd09'])
      .default('wgs84')
      .describe('raster: what its tiles are drawn in; others than WGS-84 are moved to their right place.'),
    maxZoom: z
      .int()
      .min(0)
      .max(22)
      .default(0)
      .describe('The nearest it has tiles for; 0: 18 for pictures, 14 for vectors. A PMTiles archive says so itself.'),
    isDark: z.boolean().default(false).describe('raster: made for dark screens; else it is dimmed.'),
  })
  .superRefine(({ kind, url, path, key, system }, { addIssue }) => {
    const refuse = (field: string, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (kind === 'pmtiles') {
      if ((url === '') === (path === '')) refuse('path', 'kind pmtiles needs either path or url, not both');
      if (url !== '' && !isWebUrl(url)) refuse('url', 'must be like https://maps.example/street.pmtiles');
    } else if (url !== '' && !isTileUrl(url)) {
      refuse('url', 'must be empty or like https://tiles.example/{z}/{x}/{y}.png, with {z}, {x} and {y}');
    }
    if ((kind === 'raster' || kind === 'vector') && url === '') refuse('url', `kind ${kind} needs it`);
    if (kind === 'tianditu' && key === '') refuse('key', 'kind tianditu needs it');
    if ((kind === 'vector' || kind === 'pmtiles') && system !== 'wgs84')
      refuse('system', `kind ${kind} is WGS-84 (CGCS2000 as well); only kind raster can be moved from ${system}`);
  });

const Demo = z.strictObject({
  street: z.boolean().default(true).describe('Eight demo cameras on a site that has none yet.'),
});

const Log = z.strictObject({
  level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export const Settings = z.strictObject({
  http: Http.prefault({}),
  data: Data.prefault({}),
  site: Site.prefault({}),
  accounts: Accounts.prefault({}),
  media: Media.prefault({}),
  onvif: Onvif.prefault({}),
  talk: Talk.prefault({}),
  live: Live.prefault({}),
  recording: Recording.prefault({}),
  audit: Audit.prefault({}),
  alerts: Alerts.prefault({}),
  notices: Notices.prefault({}),
  duty: Duty.prefault({}),
  analysis: Analysis.prefault({}),
  baseMap: BaseMap.prefault({}),
  demo: Demo.prefault({}),
  log: Log.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reports every mistake at once, each on its own line, by its full path. */
export function parseSettings(raw: unknown): Settings {
  const result = Settings.safeParse(raw);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.') || '(top)'}: ${message}`);
  throw new SettingsError(`settings refused\n${lines.join('\n')}`);
}

/** Beside the data folder, never in it: what is to prove the record must not be changed with it. */
export function headsPathOf({ audit, data }: Pick<Settings, 'audit' | 'data'>): string {
  return audit.headsFile || `${resolve(data.dir)}-journal-heads.jsonl`;
}

/** Every setting by its dotted path, such as `http.port`. */
export function settingNames(): string[] {
  return Object.entries(Settings.shape).flatMap(([group, schema]) =>
    Object.keys(schema.unwrap().shape).map((key) => `${group}.${key}`),
  );
}

export function takesText(name: string): boolean {
  const [group = '', key = ''] = name.split('.');
  const schema: unknown = Object.entries(Settings.shape)
    .find(([other]) => other === group)?.[1]
    .unwrap().shape;
  const leaf = typeof schema === 'object' && schema !== null ? Reflect.get(schema, key) : undefined;
  return leaf instanceof z.ZodType && leaf.safeParse('text').success;
}

function isTileUrl(url: string): boolean {
  return ['{z}', '{x}', '{y}'].every((place) => url.includes(place)) && isWebUrl(url.replaceAll(/[{}]/g, ''));
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
