/** What a camera's card says of it, in both languages. */
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { enUS } from '../../../client/src/i18n/en-US/en-us.ts';
import { zhCN } from '../../../client/src/i18n/zh-CN/zh-cn.ts';
import { healthRows } from '../../../client/src/video/health-text.ts';
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
