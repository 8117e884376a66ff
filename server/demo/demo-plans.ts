/** The demo site's plans, as data: made up for the demo, by the codes of its catalogue. */
import type { AddPlan, PlanStep } from '../../config/contract/plan.ts';

export type DemoPlan = Omit<AddPlan, 'matterIds'> & { matterCodes: string[] };

export const DEMO_PLANS: DemoPlan[] = [
  {
    name: '燃气泄漏处置预案（演示）',
    matterCodes: ['0303'],
    levels: [],
    disabled: false,
    steps: [
      step('通知燃气公司抢修，并报消防', '', 5),
      step('设置警戒区，疏散周边人员', '派出所', 10),
      step('禁止明火和开关电器，关闭上游阀门', '安监中队', 15),
      step('核对疏散人数，安置老人和病患', '社区中心', 30),
      step('检测浓度，确认无险情', '安监中队', 60),
      step('恢复供气并告知居民', '', null),
    ],
  },
  {
    name: '聚众斗殴处置预案（演示）',
    matterCodes: ['0102'],
    levels: [],
    disabled: false,
    steps: [
      step('调看周边摄像机，锁定现场', '', 2),
      step('就近警力到场控制', '派出所', 10),
      step('通知 120 救治伤者', '', 10),
      step('劝离围观人员，恢复交通', '城管执法队', 30),
      step('固定证据，锁定录像', '', 60),
    ],
  },
  {
    name: '重大事件通用预案（演示）',
    matterCodes: [],
    levels: ['major', 'extraordinary'],
    disabled: false,
    steps: [
      step('报告带班领导和街道主要负责人', '', 5),
      step('指定现场指挥，开通会商', '综治办', 15),
      step('派遣主办与协办单位', '', 15),
      step('每 30 分钟汇总一次现场情况', '', 30),
      step('发布对外口径', '综治办', 60),
      step('核查现场恢复情况', '', null),
      step('整理处置过程和证据', '', null),
    ],
  },
];

function step(text: string, unitName: string, minutes: number | null): PlanStep {
  return { text, unitName, minutes };
}
