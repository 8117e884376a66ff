import { expect, test } from 'vitest';
import { planWindows, unreached } from '../../../client/src/screens/scene.rules.ts';

const wall = (...slots: (string | null)[]) => ({ kind: 'wall' as const, layout: '2x2', slots });
const open = (windowId: string, ...slots: (string | null)[]) => ({ windowId, content: wall(...slots) });

test('a window that shows what is wanted already is left alone', () => {
  const plan = planWindows([open('1', 'a'), open('2', 'b', null)], [wall('b')]);
  expect(plan).toEqual({ show: [], open: [], close: ['1'] });
});

test('windows that are open show the rest, and only what is missing is opened', () => {
  const plan = planWindows([open('1', 'a')], [wall('b'), wall('c')]);
  expect(plan).toEqual({ show: [{ windowId: '1', content: wall('b') }], open: [wall('c')], close: [] });
});

test('two windows that are to show the same are two', () => {
  expect(planWindows([open('1', 'a')], [wall('a'), wall('a')]).open).toEqual([wall('a')]);
});

test('each screen that was not reached is named with its reason', () => {
  const screens = [
    { id: 'hall', name: '大厅' },
    { id: 'side', name: '侧屏' },
    { id: 'door', name: '门厅' },
  ];
  const sent = [
    { screenId: 'hall', failure: null, isGone: false },
    { screenId: 'side', failure: null, isGone: false },
    { screenId: 'door', failure: '没有权限', isGone: false },
    { screenId: 'gone', failure: '没有这块大屏', isGone: true },
  ];
  expect(unreached(sent, screens, new Set(['hall']), 1)).toEqual([
    { say: 'screenOff', name: '侧屏' },
    { say: 'screenFailed', name: '门厅', why: '没有权限' },
    { say: 'screenGone' },
    { say: 'windowBlocked', count: 1 },
  ]);
  expect(unreached([{ screenId: 'hall', failure: '没有权限', isGone: false }], [], new Set(), 0)).toEqual([
    { say: 'failed', why: '没有权限' },
  ]);
  expect(unreached(sent.slice(0, 1), screens, new Set(['hall']), 0)).toEqual([]);
});
