/** What people write in the demo's history: a few sentences for each occasion. */
import type { Matter } from '../../../config/contract/matter.ts';
import type { Chance } from './chance.ts';

const WORDS = {
  real: ['现场核实，情况属实', '到场查看，与上报一致', '已拍照，属实'],
  unreal: ['到场未发现所述情况', '现场已无异常', '位置有误，未见此情况'],
  progress: ['已联系当事人，正在处理', '已设置警示，等待配合', '正在清理', '双方已到场，正在协商'],
  done: ['已处理完毕，现场恢复', '当事人已整改', '已劝离，现场无人聚集', '已修复，恢复正常', '双方达成一致，签字确认'],
  reply: ['已安排专人，尽快办结', '因人手不足延误，现已处理', '已到现场，今日内反馈'],
  settledThere: ['现场查看，问题已解决', '回访当事人，表示满意', '复查合格'],
  notSettled: ['现场仍有遗留', '问题未完全解决', '当事人表示未处理到位'],
  close: ['符合结案条件，予以结案', '已核查，结案', '处置到位，归档'],
  settle: ['值班员电话解释，当事人认可', '巡逻队员当场劝离', '现场自行处置完毕'],
  cancel: ['经核实不属实，作废', '不属受理范围，已告知反映人', '信息不足，无法联系反映人'],
  return: ['不属本单位职责', '辖区不符，请改派', '需执法部门先行处理'],
  suspend: ['等待上级部门鉴定结果', '当事人外出，暂无法联系', '配件采购中'],
  supervise: ['领导关注，请加快办理', '群众多次来电，请说明进展', '重点区域，限时反馈'],
} satisfies Record<string, readonly string[]>;

export function wordsFor(occasion: keyof typeof WORDS, chance: Chance): string {
  return chance.pick(WORDS[occasion]);
}

/** What the matter's form must have. */
export function formOf({ fields }: Pick<Matter, 'fields'>, chance: Chance): Record<string, string> {
  const filled = fields.filter(({ required, kind }) => required && kind !== 'date');
  return Object.fromEntries(
    filled.map(({ key, kind, choices }) => {
      if (kind === 'choice') return [key, chance.pick(choices)];
      return [key, kind === 'number' ? String(chance.int(2, 12)) : '演示'];
    }),
  );
}
