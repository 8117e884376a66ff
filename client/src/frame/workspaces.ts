/** The workspaces, each with its address, its symbol and the right to see it. */
import {
  IconAlertHexagon,
  IconBook2,
  IconCalendarUser,
  IconChartBar,
  IconClipboardText,
  IconDashboard,
  IconDeviceCctv,
  IconHistory,
  IconLayoutGrid,
  IconLayoutKanban,
  IconMap2,
  IconPlayerTrackPrev,
  IconTopologyStar3,
  IconUsers,
} from '@tabler/icons-react';
import type { Action } from '../../../config/contract/rights.ts';

export const WORKSPACES = [
  { name: 'wall', to: '/wall', icon: IconLayoutGrid, right: 'camera.watch', isSetUp: false },
  { name: 'playback', to: '/playback', icon: IconPlayerTrackPrev, right: 'recording.view', isSetUp: false },
  { name: 'map', to: '/map', icon: IconMap2, right: 'grid.view', isSetUp: false },
  { name: 'today', to: '/today', icon: IconDashboard, right: 'alert.view', isSetUp: false },
  { name: 'alerts', to: '/alerts', icon: IconAlertHexagon, right: 'alert.view', isSetUp: false },
  { name: 'incidents', to: '/incidents', icon: IconClipboardText, right: 'incident.view', isSetUp: false },
  { name: 'board', to: '/board', icon: IconLayoutKanban, right: 'incident.view', isSetUp: false },
  { name: 'roster', to: '/roster', icon: IconCalendarUser, right: 'duty.view', isSetUp: false },
  { name: 'evaluation', to: '/evaluation', icon: IconChartBar, right: 'evaluation.view', isSetUp: false },
  { name: 'matters', to: '/matters', icon: IconBook2, right: 'matter.view', isSetUp: true },
  { name: 'cameras', to: '/cameras', icon: IconDeviceCctv, right: 'camera.configure', isSetUp: true },
  { name: 'grids', to: '/grids', icon: IconTopologyStar3, right: 'grid.view', isSetUp: true },
  { name: 'people', to: '/people', icon: IconUsers, right: 'people.manage', isSetUp: true },
  { name: 'journal', to: '/journal', icon: IconHistory, right: 'journal.read', isSetUp: true },
] as const satisfies readonly { name: string; to: string; icon: typeof IconMap2; right: Action; isSetUp: boolean }[];
