/** The words of the citizen's page. */
import type { CitizenMatter, CitizenProgress } from '../../../config/contract/citizen.ts';

export type CitizenWords = {
  language: string;
  title: string;
  place: string;
  emergency: string;
  matter: string;
  matters: Record<CitizenMatter, string>;
  text: string;
  textHint: string;
  tooShort: string;
  chooseMatter: string;
  phone: string;
  phoneHint: string;
  wrongPhone: string;
  privacy: string;
  send: string;
  sending: string;
  sent: string;
  receipt: string;
  receiptHint: string;
  progress: Record<CitizenProgress['state'], string>;
  reportedAt: string;
  refresh: string;
  again: string;
  lookUp: string;
  lookUpAct: string;
  unknownReceipt: string;
  unknownSign: string;
  unknownSignHint: string;
  away: string;
  awayHint: string;
  retry: string;
  tooMany: (minutes: number) => string;
  failed: string;
  loading: string;
};

const ZH: CitizenWords = {
  language: 'zh-CN',
  title: '随手报',
  place: '上报地点',
  emergency: '有人受伤、起火或正在发生违法犯罪，请立即拨打 110、119、120。',
  matter: '是什么事？',
  matters: {
    hazard: '安全隐患',
    facility: '设施损坏',
    disorder: '秩序混乱',
    environment: '环境卫生',
    dispute: '邻里纠纷',
    other: '其他',
  },
  text: '说说情况',
  textHint: '在哪里、看到了什么，5 至 500 字',
  tooShort: '请至少写 5 个字，让工作人员看得明白',
  chooseMatter: '请选择是什么事',
  phone: '联系电话（选填）',
  phoneHint: '只在需要向您核实时使用',
  wrongPhone: '电话只能有数字、空格、加号和短横，最多 20 位',
  privacy: '上报会送到街道综治中心核实处理。不需要姓名和账号，电话只用来向您核实这件事，不对外公开。',
  send: '上报',
  sending: '正在上报…',
  sent: '已收到，谢谢您',
  receipt: '回执号',
  receiptHint: '记下它，或保存本页地址，随时可以查办理进度。',
  progress: { received: '已收到，等待核实', handling: '正在办理', done: '已办结', declined: '经核实不予立案' },
  reportedAt: '上报时间',
  refresh: '刷新进度',
  again: '再报一件',
  lookUp: '已有回执号？查进度',
  lookUpAct: '查询',
  unknownReceipt: '查不到这个回执号，请核对后再输入。',
  unknownSign: '这个二维码已经停用',
  unknownSignHint: '请换附近的二维码，或拨打 12345。',
  away: '连不上网络',
  awayHint: '您写的内容还在，有信号后再试一次。',
  retry: '重试',
  tooMany: (minutes) => `上报过于频繁，请约 ${minutes} 分钟后再试；您写的内容还在。`,
  failed: '没有报成功，请再试一次；您写的内容还在。',
  loading: '正在打开…',
};

const EN: CitizenWords = {
  language: 'en-US',
  title: 'Report here',
  place: 'Place',
  emergency: 'Somebody is hurt, there is a fire or a crime is happening: call 110, 119 or 120 at once.',
  matter: 'What is it?',
  matters: {
    hazard: 'Safety hazard',
    facility: 'Something broken',
    disorder: 'Disorder',
    environment: 'Litter or dirt',
    dispute: 'Neighbour dispute',
    other: 'Something else',
  },
  text: 'Tell us more',
  textHint: 'Where exactly, and what you see: 5 to 500 characters',
  tooShort: 'Write at least 5 characters, so that the staff understand it',
  chooseMatter: 'Choose what it is',
  phone: 'Telephone (optional)',
  phoneHint: 'Used only to ask you about this report',
  wrongPhone: 'Only digits, spaces, plus and hyphen, 20 at most',
  privacy:
    'Your report goes to the street’s governance centre. No name or account is needed; the telephone number is used to ask you about it and is not published.',
  send: 'Report',
  sending: 'Sending…',
  sent: 'Received, thank you',
  receipt: 'Receipt',
  receiptHint: 'Write it down or keep this page’s address to see how far it is.',
  progress: {
    received: 'Received, to be verified',
    handling: 'Being handled',
    done: 'Done',
    declined: 'Verified, not taken up',
  },
  reportedAt: 'Reported',
  refresh: 'Refresh',
  again: 'Report something else',
  lookUp: 'Have a receipt? See how far it is',
  lookUpAct: 'Look up',
  unknownReceipt: 'There is no such receipt. Check the number and enter it again.',
  unknownSign: 'This code is out of use',
  unknownSignHint: 'Use another one nearby, or call 12345.',
  away: 'No connection',
  awayHint: 'What you wrote is kept. Try again when there is signal.',
  retry: 'Try again',
  tooMany: (minutes) => `Too many reports. Try again in about ${minutes} min; what you wrote is kept.`,
  failed: 'It was not sent. Try again; what you wrote is kept.',
  loading: 'Opening…',
};

/** Chinese, unless the phone speaks something else. */
export function citizenWords(languages: readonly string[]): CitizenWords {
  const [first = 'zh-CN'] = languages;
  return first.toLowerCase().startsWith('zh') ? ZH : EN;
}
