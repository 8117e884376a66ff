/** Who is on duty. */
export default {
  state: { available: '在岗', busy: '忙碌', offDuty: '离岗' },
  onDuty: '在岗人员',
  onDutyCount: '在岗 {{count}} 人，按远近排列',
  nobody: '现在没有人在岗。人员在手机端“在岗”后会出现在这里。',
  noPosition: '未上传位置',
  away: '约 {{metres}} 米（{{at}}）',
};
