/** What is printed. */
export default {
  print: '打印',
  site: '单位',
  by: '打印人',
  at: '打印时间',
  alert: '告警报告',
  incident: '事件处置报告',
  pictures: '图片',
  when: '时间',
  who: '人员',
  what: '事项',
};
