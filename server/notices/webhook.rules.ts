/** What a service outside is told of a notice, and when it is told again. Pure. */
import { createHmac } from 'node:crypto';
import type { Notice, NoticeKind } from '../../config/contract/notice.ts';
import type { Person } from '../../config/contract/person.ts';

const MINUTE = 60_000;
const WAITS_MS = [10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 120 * MINUTE];
/** What nobody took for this long is given up. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE;

/** As the text of a message begins; such services send text as it is. */
const WORDS: Record<NoticeKind, string> = {
  assigned: '新任务',
  spotTask: '现场核实核查任务',
  mediator: '指派您为调解员',
  reported: '新上报',
  returned: '任务被退回',
  rework: '返工',
  handled: '已处置，待核查',
  withdrawn: '任务已撤回',
  warned: '即将超时',
  overdue: '已超时',
  escalated: '严重超时',
  supervised: '督办',
  replied: '督办已回复',
  conference: '会商',
  levelChanged: '级别调整',
  suspended: '已挂账',
  resumed: '恢复办理',
  extended: '已延期',
  reopened: '重新办理',
  backup: '请求支援',
  found: '现场已反馈',
  unread: '通知无人查看',
  nobody: '单位没有可通知的人员',
};

export type WebhookMessage = {
  /** The same however often it is sent: what was taken once is not to be sent on twice. */
  id: string;
  kind: NoticeKind;
  incidentId: string;
  incidentNumber: string;
  text: string;
  to: { personId: string; name: string; phone: string; unit: string };
  atMs: number;
  drill: boolean;
};

/** Of a confidential case no more leaves than that there is something to look at. */
export function messageOf(notice: Notice, to: Person, isConfidential: boolean): WebhookMessage {
  const { id, kind, incidentId, incidentNumber, title, about, atMs, drill } = notice;
  const what = isConfidential ? '' : ` ${title}`;
  const where = kind === 'conference' && !isConfidential && about !== '' ? `，地点：${about}` : '';
  return {
    ...{ id, kind, incidentId, incidentNumber, atMs, drill },
    text: `${drill ? '【演练】' : ''}【联勤】${WORDS[kind]}：${incidentNumber}${what}${where}`,
    to: { personId: to.id, name: to.name, phone: to.phone, unit: to.unit },
  };
}

/** Value of `X-Lianqin-Signature`. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** When it is tried next after that many failures; null when it is given up. */
export function nextTryAtMs(tries: number, { atMs, nowMs }: { atMs: number; nowMs: number }): number | null {
  const next = nowMs + (WAITS_MS[tries - 1] ?? WAITS_MS.at(-1) ?? 0);
  return next - atMs > GIVEN_UP_AFTER_MS ? null : next;
}
