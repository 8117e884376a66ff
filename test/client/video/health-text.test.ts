/** What a camera's card says of it, in both languages. */
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { enUS } from '../../../client/src/i18n/en-US/en-us.ts';
import { zhCN } from '../../../client/src/i18n/zh-CN/zh-cn.ts';
import { healthRows, isAmiss, warningTexts } from '../../../client/src/video/health-text.ts';
import type { CameraHealth } from '../../../config/contract/camera.ts';
import { health } from '../site-things.ts';

const languages = i18next.createInstance();

beforeAll(async () => {
  const resources = { 'zh-CN': { translation: zhCN }, 'en-US': { translation: enUS } };
  await languages.init({ lng: 'zh-CN', resources, interpolation: { escapeValue: false } });
});

function rowsOf(language: 'zh-CN' | 'en-US', known: Partial<CameraHealth>): Map<string, string> {
  const rows = healthRows(languages.getFixedT(language), health('gate', known));
  return new Map(rows.map(({ name, value }) => [name, value]));
}

test.each([
  { keyFrameOnRequest: true, chinese: '支持', english: 'Yes' },
  { keyFrameOnRequest: false, chinese: '不响应', english: 'No, it ignores them' },
  { keyFrameOnRequest: null, chinese: '尚不清楚', english: 'Not known yet' },
])('a camera whose key frames on request are $keyFrameOnRequest says "$english"', (row) => {
  const { keyFrameOnRequest, chinese, english } = row;
  expect(rowsOf('zh-CN', { keyFrameOnRequest }).get('按请求出关键帧')).toBe(chinese);
  expect(rowsOf('en-US', { keyFrameOnRequest }).get('Key frame on request')).toBe(english);
});

test.each([
  { canTalk: true, chinese: '可用', english: 'offered' },
  { canTalk: false, chinese: '不提供', english: 'not offered' },
  { canTalk: null, chinese: '尚未询问', english: 'not asked yet' },
])('a camera whose loudspeaker is $canTalk says "$english"', ({ canTalk, chinese, english }) => {
  expect(rowsOf('zh-CN', { canTalk }).get('喊话')).toBe(chinese);
  expect(rowsOf('en-US', { canTalk }).get('Talk-back')).toBe(english);
});

test('of a camera without pictures only what was counted is said', () => {
  const rows = rowsOf('en-US', { state: 'offline', keyFrameOnRequest: true, stallCount: 2 });
  expect([...rows.keys()]).toEqual(['Stalls, last hour', 'Reconnects, last hour']);
});

test.each([
  [null, undefined, undefined],
  [0, '0 帧', '0 pictures'],
  [12, '12 帧', '12 pictures'],
] as const)('a tile that lost %s pictures says so, and one that cannot know says nothing', (lost, chinese, english) => {
  const rowsIn = (language: 'zh-CN' | 'en-US') => healthRows(languages.getFixedT(language), health('gate'), lost);
  const said = (language: 'zh-CN' | 'en-US', name: string) => rowsIn(language).find((row) => row.name === name)?.value;
  expect([said('zh-CN', '本窗口丢帧'), said('en-US', 'Lost in this tile')]).toEqual([chinese, english]);
});

const SUB = { state: 'offline', cause: null, warnings: [], codec: null, keyFrameIntervalMs: 0 } as const;
test('what is amiss with a sub-stream is said as that, beside what is amiss with the main stream', () => {
  const seen = health('gate', {
    warnings: ['CAMERA_HAS_B_FRAMES'],
    sub: { ...SUB, cause: { code: 'CAMERA_TIMEOUT', detail: {} }, warnings: ['CAMERA_HAS_B_FRAMES'] },
  });
  const [ofMain, cause, ofSub] = warningTexts(languages.getFixedT('zh-CN'), seen);
  expect([ofMain?.startsWith('子码流'), cause, ofSub]).toEqual([
    false,
    expect.stringMatching(/^子码流：摄像机没有及时应答/),
    `子码流：${ofMain}`,
  ]);
});

test.each([
  ['a camera that is well', {}, false],
  ['one that warns', { warnings: ['CAMERA_HAS_B_FRAMES'] }, true],
  ['a sub-stream that is well', { sub: { ...SUB, warnings: [] } }, false],
  ['a sub-stream that fails', { sub: { ...SUB, warnings: [], cause: { code: 'CAMERA_TIMEOUT', detail: {} } } }, true],
] as [string, Partial<CameraHealth>, boolean][])('%s has a mark: %#', (_, known, expected) => {
  expect(isAmiss(health('gate', known))).toBe(expected);
});
