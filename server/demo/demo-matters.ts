/**
 * The demo site's catalogue, as data: plausible matters of the three tasks, made up
 * for the demo. No city's own standard is copied; the classes say that they are the demo's.
 */
import {
  type AddMatter,
  DEFAULT_STAGE_LIMITS,
  type FormField,
  type MatterKind,
  type MatterLevel,
  type MatterTask,
} from '../../config/contract/matter.ts';
import { FALLBACK_LIMIT, parseTimeLimit } from '../../config/contract/time-limit.ts';

type Class = { kind: MatterKind; bigClass: string; bigClassName: string; task: MatterTask };
type Standard = [filing: string, closing: string, limit: string];
type Rest = {
  supervising?: string;
  assist?: string[];
  level?: MatterLevel;
  fields?: FormField[];
  inGrid?: boolean;
};

const ORDER: Class = { kind: 'event', bigClass: '01', bigClassName: '治安防控（演示）', task: 'crime' };
const DISPUTES: Class = { kind: 'event', bigClass: '02', bigClassName: '矛盾纠纷（演示）', task: 'dispute' };
const HAZARDS: Class = { kind: 'event', bigClass: '03', bigClassName: '安全隐患（演示）', task: 'hazard' };
const STREET: Class = { kind: 'event', bigClass: '04', bigClassName: '街面秩序（演示）', task: 'hazard' };
const FIXTURES: Class = { kind: 'component', bigClass: '01', bigClassName: '公共设施（演示）', task: 'hazard' };

const PEOPLE_COUNT: FormField = { key: 'peopleCount', label: '涉及人数', kind: 'number', required: true, choices: [] };
const SCALE: FormField = {
  key: 'disputeKind',
  label: '纠纷类型',
  kind: 'choice',
  required: true,
  choices: ['邻里', '婚姻家庭', '劳资', '租赁', '物业', '其他'],
};
const PLACE_KIND: FormField = {
  key: 'placeKind',
  label: '场所类型',
  kind: 'choice',
  required: false,
  choices: ['出租屋', '商铺', '工地', '公共场所', '其他'],
};
const FOUND_ON: FormField = { key: 'foundOn', label: '发现日期', kind: 'date', required: false, choices: [] };
const FIXTURE_CODE: FormField = { key: 'fixtureCode', label: '设施编号', kind: 'text', required: false, choices: [] };

export const DEMO_MATTERS: AddMatter[] = [
  matter(
    ORDER,
    '01',
    '入室盗窃线索',
    '派出所',
    [['有具体地点和时间的盗窃报告或可疑人员线索', '现场已查看，线索已移交并答复报告人', '2紧急工作时']],
    { assist: ['出租屋中心'], level: 'larger' },
  ),
  matter(
    ORDER,
    '02',
    '打架斗殴',
    '派出所',
    [
      ['正在发生，或有人受伤', '已制止，当事人已处理或移交，伤者已送医', '1紧急工作时'],
      ['已经结束，无人受伤', '当事人已核实并作记录', '8小时'],
    ],
    { assist: ['综治办'], level: 'larger', fields: [PEOPLE_COUNT] },
  ),
  matter(
    ORDER,
    '03',
    '电动车被盗多发',
    '派出所',
    [['同一小区 7 日内发生 2 起以上', '已加装或调整防范措施，并向小区通报', '5工作日']],
    { assist: ['社区中心'], fields: [FOUND_ON] },
  ),
  matter(ORDER, '04', '聚众赌博', '派出所', [['有固定地点或多人参与', '现场已查处或经核实不属实', '1紧急工作日']], {
    level: 'larger',
  }),
  matter(
    ORDER,
    '05',
    '电信诈骗预警',
    '派出所',
    [['居民报告疑似受骗，或收到劝阻任务', '当事人已见面劝阻并记录', '1紧急工作时']],
    { assist: ['社区中心'], level: 'larger' },
  ),
  matter(ORDER, '06', '流动人员未登记', '出租屋中心', [['出租屋入住 3 日以上未申报', '已登记或已搬离', '3工作日']], {
    assist: ['派出所'],
    fields: [PLACE_KIND],
  }),
  matter(ORDER, '07', '可疑人员徘徊', '派出所', [['视频或巡查发现夜间反复徘徊', '已到场核查并记录', '30分钟']]),
  matter(
    ORDER,
    '08',
    '校园周边滋扰',
    '派出所',
    [['上下学时段有人滋扰、拦截学生', '滋扰已消除，学校已知晓', '1紧急工作时']],
    { assist: ['城管执法队', '社区中心'], level: 'larger' },
  ),
  matter(
    DISPUTES,
    '01',
    '邻里纠纷',
    '社区中心',
    [['双方均为本社区居民，一方要求调解', '达成口头或书面协议，或当事人撤回', '10工作日']],
    { supervising: '司法所', fields: [SCALE, PEOPLE_COUNT] },
  ),
  matter(
    DISPUTES,
    '02',
    '婚姻家庭纠纷',
    '司法所',
    [
      ['一方申请调解', '达成协议，或引导诉讼', '15工作日'],
      ['有家庭暴力迹象', '已制止并告知救济途径，当事人已安置或不需要', '2紧急工作时'],
    ],
    { assist: ['社区中心', '派出所'], fields: [SCALE] },
  ),
  matter(
    DISPUTES,
    '03',
    '劳资纠纷',
    '综治办',
    [
      ['5 人以下，金额明确', '已支付或达成支付协议', '10工作日'],
      ['5 人以上，或有聚集', '人员已疏导，支付方案已公布', '1紧急工作日'],
    ],
    { assist: ['司法所', '派出所'], level: 'larger', fields: [PEOPLE_COUNT] },
  ),
  matter(DISPUTES, '04', '房屋租赁纠纷', '出租屋中心', [['租赁双方一方要求调解', '达成协议或引导诉讼', '7工作日']], {
    assist: ['司法所'],
    fields: [SCALE],
  }),
  matter(
    DISPUTES,
    '05',
    '物业服务纠纷',
    '社区中心',
    [['3 户以上反映同一问题', '物业已答复并整改，或召开协调会形成纪要', '15工作日']],
    { supervising: '城管科' },
  ),
  matter(
    DISPUTES,
    '06',
    '噪声扰民',
    '城管执法队',
    [
      ['22 时至次日 6 时施工或经营噪声', '噪声已停止', '2紧急工作时'],
      ['其他时段的生活噪声', '已劝导，双方认可', '2工作日'],
    ],
    { assist: ['社区中心'] },
  ),
  matter(DISPUTES, '07', '征地拆迁矛盾', '综治办', [['当事人提出异议或上访', '已书面答复，诉求已分流', '20工作日']], {
    assist: ['司法所', '社区中心'],
    level: 'major',
    inGrid: false,
  }),
  matter(DISPUTES, '08', '医患纠纷', '司法所', [['当事人要求第三方调解', '达成协议或引导诉讼', '15工作日']], {
    assist: ['派出所'],
    inGrid: false,
  }),
  matter(HAZARDS, '01', '消防通道堵塞', '安监中队', [['通道被车辆或杂物占用', '通道恢复畅通，责任人已告知', '4小时']], {
    assist: ['城管执法队', '派出所'],
    level: 'larger',
    fields: [PLACE_KIND],
  }),
  matter(
    HAZARDS,
    '02',
    '电动车违规充电',
    '安监中队',
    [['楼道、室内充电或飞线充电', '已拔除并告知，责任人承诺整改', '8小时']],
    { assist: ['出租屋中心', '社区中心'], level: 'larger', fields: [PLACE_KIND] },
  ),
  matter(
    HAZARDS,
    '03',
    '燃气泄漏',
    '安监中队',
    [['有气味或报警器报警', '气源已切断，浓度恢复正常，人员已返回', '1紧急工作时']],
    { assist: ['派出所', '社区中心'], level: 'major' },
  ),
  matter(
    HAZARDS,
    '04',
    '施工现场无防护',
    '安监中队',
    [['临边、洞口无防护，或高处作业无安全带', '防护已补齐或已停工', '1紧急工作日']],
    { supervising: '城管科', level: 'larger' },
  ),
  matter(
    HAZARDS,
    '05',
    '危险房屋',
    '城管科',
    [
      ['墙体开裂、倾斜或构件脱落', '已鉴定并采取撤离、加固或封闭措施', '3工作日'],
      ['有立即倒塌危险', '人员已撤离，现场已封闭', '2紧急工作时'],
    ],
    { assist: ['社区中心', '民政科'], level: 'major' },
  ),
  matter(HAZARDS, '06', '独居老人失联', '民政科', [['24 小时联系不上', '已见到本人或已送医', '2紧急工作时']], {
    assist: ['社区中心', '派出所'],
    level: 'larger',
  }),
  matter(HAZARDS, '07', '内涝积水', '城管科', [['积水影响通行', '积水已退，设施已检查', '4紧急工作时']], {
    assist: ['社区中心'],
    level: 'larger',
  }),
  matter(
    STREET,
    '01',
    '占道经营',
    '城管执法队',
    [['固定或流动摊贩占用人行道、车行道', '摊贩已撤离，道路恢复', '4小时']],
    { supervising: '城管科' },
  ),
  matter(STREET, '02', '违章停车', '城管执法队', [['占用盲道、人行道或路口', '车辆已驶离或已处罚', '4小时']], {
    assist: ['派出所'],
  }),
  matter(STREET, '03', '暴露垃圾', '城管科', [['散落面积 1 平方米以上', '已清扫', '4小时']], {
    supervising: '政务网格办',
  }),
  matter(
    STREET,
    '04',
    '流浪乞讨人员',
    '民政科',
    [['夜间露宿或需要救助', '已救助、护送，或本人拒绝并记录', '4紧急工作时']],
    { assist: ['派出所'] },
  ),
  matter(FIXTURES, '01', '井盖缺失', '城管科', [['缺失、破损或松动', '已补齐或修复', '2紧急工作时']], {
    level: 'larger',
    fields: [FIXTURE_CODE],
  }),
  matter(
    FIXTURES,
    '02',
    '路灯不亮',
    '城管科',
    [
      ['单灯不亮', '恢复照明', '3工作日'],
      ['连续 3 盏以上不亮', '恢复照明', '1工作日'],
    ],
    { supervising: '政务网格办', fields: [FIXTURE_CODE] },
  ),
  matter(FIXTURES, '03', '公共视频杆件损坏', '政务网格办', [['倾斜、断裂或箱体破损', '已修复，画面恢复', '2工作日']], {
    supervising: '综治办',
    fields: [FIXTURE_CODE],
  }),
];

function matter(
  { kind, bigClass, bigClassName, task }: Class,
  smallClass: string,
  name: string,
  leadUnitName: string,
  standards: Standard[],
  { supervising = '综治办', assist = [], level = 'general', fields = [], inGrid = true }: Rest = {},
): AddMatter {
  return {
    ...{ kind, code: `${bigClass}${smallClass}`, bigClass, bigClassName, name, task, level, fields, inGrid },
    standards: standards.map(([filingCondition, closingCondition, limitText]) => ({
      ...{ filingCondition, closingCondition, limitText },
      handleLimit: parseTimeLimit(limitText) ?? FALLBACK_LIMIT,
    })),
    ...{ leadUnitName, supervisingUnitName: supervising, assistUnitNames: assist },
    ...{ limits: DEFAULT_STAGE_LIMITS, disabled: false },
  };
}
