/** Scenes: what every screen of an operator shows, as one. */
export default {
  scenes: '场景',
  none: '还没有保存过场景。场景记住电视墙、各块大屏和新窗口正在显示的内容。',
  save: '保存当前场景',
  recall: '调出场景“{{name}}”',
  what: '{{count}} 分屏 · 大屏 {{screens}} 块 · 新窗口 {{popOuts}} 个',
  recalled: '场景“{{name}}”已调出',
  recalledWhole: '大屏 {{screens}} 块、新窗口 {{popOuts}} 个均已送达',
  notReached: '场景“{{name}}”已调出，但有屏幕未送达',
  screenGone: '有 1 块大屏已删除',
  screenOff: '{{name}}：未开启，开启后显示',
  screenFailed: '{{name}}：{{why}}',
  windowBlocked: '新窗口 {{count}} 个：被浏览器拦截，请在地址栏允许本站弹出窗口后再试',
} as const;
