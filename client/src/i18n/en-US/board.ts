/** The dispatch board. */

import type source from '../zh-CN/board.ts';
import type { Texts } from '../zh-CN/zh-cn.ts';

export default {
  title: 'Dispatch board',
  column: {
    accept: 'To accept',
    dispatch: 'To dispatch',
    sign: 'To sign for',
    handle: 'Being handled',
    check: 'To check',
    suspended: 'Suspended',
    closed: 'Closed today',
  },
  none: {
    accept: 'Nothing to accept',
    dispatch: 'Nothing to dispatch',
    sign: 'Nothing to sign for',
    handle: 'Nothing being handled',
    check: 'Nothing to check',
    suspended: 'Nothing suspended',
    closed: 'Nothing closed today',
  },
  overdueCount: '{{count}} overdue',
  more: '{{count}} more: show them',
  noUnit: 'No lead unit',
  noGrid: 'No grid',
  supervised: 'Unanswered orders: {{count}}',
  closedAt: 'Closed {{at}}',
  empty: 'Nothing on the board',
  emptyHint: 'Reported incidents appear here by stage, what is due next at the top.',
  unit: 'Filter by unit',
  allUnits: 'All units',
  community: 'Filter by community',
  allCommunities: 'All communities',
  allLevels: 'All levels',
  overdueOnly: 'Overdue only',
  onDuty: 'In the field: {{people}} people ({{busy}} busy), {{units}} units',
} satisfies Texts<typeof source>;
