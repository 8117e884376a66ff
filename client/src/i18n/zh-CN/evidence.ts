/** Pictures and voice notes of an incident. */
export default {
  title: '现场图片与录音',
  none: '没有现场图片或录音',
  add: '添加图片',
  adding: '正在添加…',
  picture: '{{name}} 于 {{at}} 拍摄',
  voice: '录音 {{seconds}} 秒',
  logPicture: '添加图片',
  logVoice: '添加录音',
  taken: '拍摄 {{at}}',
  count: '第 {{number}} / {{count}} 张',
  previous: '上一张',
  next: '下一张',
  lost: '图片无法显示',
};
