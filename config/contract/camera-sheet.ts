/**
 * Cameras as a spreadsheet: its columns and the words in its cells, in both languages,
 * and what may be wrong with a row. Read and written by the server alone; the console
 * puts what is wrong into words.
 */
import { z } from 'zod';
import { Camera, CameraTransport } from './camera.ts';
import { RecordingMode } from './recording.ts';

export const SheetField = z.enum([
  'code',
  'name',
  'group',
  'grid',
  'intake',
  'sourceUrl',
  'subSourceUrl',
  'username',
  'password',
  'transport',
  'onvifUrl',
  'longitude',
  'latitude',
  'bearingDegrees',
  'viewAngleDegrees',
  'viewReachMetres',
  'audio',
  'recordAudio',
  'keepWarm',
  'analyse',
  'deviceEvents',
  'recording',
  'disabled',
]);
export type SheetField = z.infer<typeof SheetField>;

export const SheetLanguage = z.enum(['zh-CN', 'en-US']);
export type SheetLanguage = z.infer<typeof SheetLanguage>;

export const SHEET_HEADINGS: Record<SheetLanguage, Record<SheetField, string>> = {
  'zh-CN': {
    code: '编号',
    name: '名称',
    group: '分组',
    grid: '网格',
    intake: '取流方式',
    sourceUrl: '取流地址',
    subSourceUrl: '子码流地址',
    username: '用户名',
    password: '密码',
    transport: '传输方式',
    onvifUrl: 'ONVIF 地址',
    longitude: '经度',
    latitude: '纬度',
    bearingDegrees: '朝向',
    viewAngleDegrees: '视角',
    viewReachMetres: '可视距离',
    audio: '接收声音',
    recordAudio: '录制声音',
    keepWarm: '常连',
    analyse: '移动侦测',
    deviceEvents: '设备事件',
    recording: '录像',
    disabled: '停用',
  },
  'en-US': {
    code: 'Code',
    name: 'Name',
    group: 'Group',
    grid: 'Grid',
    intake: 'Intake',
    sourceUrl: 'Address',
    subSourceUrl: 'Sub-stream address',
    username: 'User name',
    password: 'Password',
    transport: 'Transport',
    onvifUrl: 'ONVIF address',
    longitude: 'Longitude',
    latitude: 'Latitude',
    bearingDegrees: 'Bearing',
    viewAngleDegrees: 'View angle',
    viewReachMetres: 'View reach',
    audio: 'Sound',
    recordAudio: 'Recorded sound',
    keepWarm: 'Keep warm',
    analyse: 'Motion',
    deviceEvents: 'Device events',
    recording: 'Recording',
    disabled: 'Disabled',
  },
};

type Words<Value extends string> = Record<SheetLanguage, Record<Value, string>>;
export const SHEET_WORDS = {
  intake: {
    'zh-CN': { rtsp: 'RTSP', compatibility: '兼容模式', push: '推流' },
    'en-US': { rtsp: 'RTSP', compatibility: 'Compatibility', push: 'Push' },
  } satisfies Words<'rtsp' | 'compatibility' | 'push'>,
  transport: {
    'zh-CN': { auto: '自动', tcp: 'TCP', udp: 'UDP' },
    'en-US': { auto: 'Auto', tcp: 'TCP', udp: 'UDP' },
  } satisfies Words<'auto' | 'tcp' | 'udp'>,
  recording: {
    'zh-CN': { off: '不录', always: '全天', weekly: '按时段', event: '事件' },
    'en-US': { off: 'Off', always: 'Always', weekly: 'Weekly', event: 'Event' },
  } satisfies Words<'off' | 'always' | 'weekly' | 'event'>,
  flag: {
    'zh-CN': { true: '是', false: '否' },
    'en-US': { true: 'Yes', false: 'No' },
  } satisfies Words<'true' | 'false'>,
} as const;

/** More in one piece would not be looked over by anybody. */
export const MOST_SHEET_ROWS = 2_000;
/** As base64 in JSON it must stay below what a request may be. */
export const MOST_SHEET_BYTES = 700_000;

export const SheetProblemCode = z.enum([
  // Of the file.
  'tooLarge',
  'notSheet',
  'oldFormat',
  'badEncoding',
  'openQuote',
  'empty',
  'tooManyRows',
  'headingMissing',
  'headingUnknown',
  'headingTwice',
  // Of a cell, whatever it is.
  'formula',
  'merged',
  'tooLong',
  // Of a camera.
  'missing',
  'codeWrong',
  'codeIsNumber',
  'codeTwice',
  'nameTwice',
  'addressWrong',
  'addressNotForPush',
  'addressTwice',
  'onvifWrong',
  'groupUnknown',
  'groupNotAllowed',
  'gridUnknown',
  'intakeWrong',
  'transportWrong',
  'recordingWrong',
  'weeklyNeedsHours',
  'flagWrong',
  'soundNotTaken',
  'longitudeWrong',
  'latitudeWrong',
  'positionHalf',
  'positionSwapped',
  'positionFar',
  'bearingWrong',
  'viewAngleWrong',
  'viewReachWrong',
  // Of rows among each other.
  'rowTwice',
  // Said, and no error: nothing is held up by these.
  'emptyLine',
  'exists',
  'positionsShifted',
]);
export type SheetProblemCode = z.infer<typeof SheetProblemCode>;
const NO_ERROR: readonly SheetProblemCode[] = ['emptyLine', 'exists', 'positionsShifted'];

export const SheetProblem = z.object({
  code: SheetProblemCode,
  /** As the spreadsheet counts them; null for the file as a whole. */
  row: z.int().nullable(),
  /** `A` to `ZZ`; null for the row as a whole. */
  column: z.string().nullable(),
  field: SheetField.nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SheetProblem = z.infer<typeof SheetProblem>;

export function isError({ code }: Pick<SheetProblem, 'code'>): boolean {
  return !NO_ERROR.includes(code);
}

/** What is done with a camera that is there already: it keeps what it is, or becomes what the row says. */
export const OnExisting = z.enum(['skip', 'update']);
export type OnExisting = z.infer<typeof OnExisting>;

export const ImportCameras = z.strictObject({
  fileName: z.string().max(200),
  /** Base64. */
  file: z.base64().max(Math.ceil((MOST_SHEET_BYTES * 4) / 3) + 4),
  onExisting: OnExisting,
});
export type ImportCameras = z.infer<typeof ImportCameras>;

export const ImportPreview = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      name: z.string(),
      group: z.string(),
      address: z.string(),
      outcome: z.enum(['add', 'update', 'same', 'skip', 'bad']),
      /** Of an update. */
      changes: z.array(SheetField),
    }),
  ),
  problems: z.array(SheetProblem),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportOutcome = z.object({ added: z.int(), updated: z.int(), skipped: z.int() });
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** Several cameras changed alike, or none. */
export const ChangeCameras = z.strictObject({
  cameraIds: z.array(z.string()).min(1).max(MOST_SHEET_ROWS),
  changes: z
    .strictObject({
      groupId: z.string().min(1),
      transport: CameraTransport,
      keepWarm: z.boolean(),
      analyse: z.boolean(),
      deviceEvents: z.boolean(),
      disabled: z.boolean(),
      /** The rest of each camera's plan stays. Hours of the week are a camera's own. */
      recordingMode: RecordingMode.exclude(['weekly']),
    })
    .partial(),
});
export type ChangeCameras = z.infer<typeof ChangeCameras>;
export const ChangedCameras = z.array(Camera);
