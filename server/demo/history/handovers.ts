/** How the demo's shifts are handed over: mostly in time, now and then sent back first, and now and then late. Pure. */
import { DEMO_MARK } from '../../../config/contract/demo.ts';
import type { DoHandover, HandoverWords, Shift } from '../../../config/contract/roster.ts';
import { LATE_AFTER_MS } from '../../roster/handover.rules.ts';
import { type Chance, chanceOf } from './chance.ts';

const SHARE_SENT_BACK = 0.06;
const SHARE_LATE = 0.05;

/** Without an act it is the moment at which a shift that nobody signed is told of. */
export type HandoverStep = { atMs: number; shiftId: string; personId: string; act: DoHandover | null };

/** Of the command room's shifts, the earliest first; the last of them has nobody to hand over to. */
export function planHandovers(shifts: readonly Shift[], seed: number): HandoverStep[] {
  return shifts.slice(0, -1).flatMap((shift, index) => {
    const next = shifts[index + 1];
    return next ? planOne(shift, next, chanceOf(seed, 'handover', shift.fromMs)) : [];
  });
}

function planOne({ id: shiftId, toMs, leader }: Shift, next: Shift, chance: Chance): HandoverStep[] {
  const leaves = { shiftId, personId: leader.personId };
  const comes = { shiftId, personId: next.leader.personId };
  const words = wordsOf(chance);
  const handedOverMs = toMs - chance.minutes(5, 25);
  const steps: HandoverStep[] = [
    {
      ...leaves,
      atMs: handedOverMs,
      act: { act: 'handOver', version: 0, words, note: chance.pick(['', '', '一切正常']) },
    },
    { ...leaves, atMs: toMs + LATE_AFTER_MS, act: null },
  ];
  const isSentBack = chance.isSo(SHARE_SENT_BACK);
  if (isSentBack) {
    const note = chance.pick(['对讲机少登记一台', '请补写来访登记', '未写明校门口值守情况']);
    const completed = { ...words, visits: `${words.visits}；补：${note}，已核对` };
    steps.push(
      { ...comes, atMs: toMs - chance.minutes(2, 4), act: { act: 'sendBack', version: 1, note } },
      {
        ...leaves,
        atMs: toMs + chance.minutes(1, 3),
        act: { act: 'handOver', version: 2, words: completed, note: '' },
      },
    );
  }
  const isLate = chance.isSo(SHARE_LATE);
  const takenOverMs = toMs + (isLate ? chance.minutes(18, 50) : chance.minutes(4, 11));
  const version = isSentBack ? 3 : 1;
  const note = isLate ? '接班途中处理突发事件，迟签' : '';
  return [...steps, { ...comes, atMs: takenOverMs, act: { act: 'takeOver', version, note } }];
}

function wordsOf(chance: Chance): HandoverWords {
  return {
    orders: `${DEMO_MARK}${chance.pick(['区平台无新指令', '区里要求加强夜市巡查，已布置', '上级检查通知已转各社区'])}`,
    visits: chance.pick(['无来访', '接待来访群众两批，均已登记', '派出所调取录像一次，已登记']),
    lent: chance.pick(['对讲机四台、钥匙一串，已点清', '执法记录仪两台外借城管执法队，未还', '无借出']),
    focus: chance.pick([
      '关注校门口上下学秩序',
      '关注出租屋片区消防隐患',
      '关注未到场的派单，及时催办',
      '夜间留意步道烧烤摊',
    ]),
  };
}
