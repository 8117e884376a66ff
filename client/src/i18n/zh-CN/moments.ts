/** The time machine. */
export default {
  title: '时光机',
  open: '时光机：回看过去任一时刻',
  hint: '当时的状态，只看不办；视频仍是现在的。',
  reading: '正在读取',
  slider: '选择时刻',
  field: '时刻',
  reach: '回看范围',
  reachOf: { h6: '6 小时', h24: '24 小时', h168: '7 天', h744: '31 天' },
  play: '播放',
  pause: '暂停',
  speed: '速度',
  now: '回到现在',
};
