/** The workspaces, each with its address, its symbol and the right to see it. */
import {
  IconAlertHexagon,
  IconBook2,
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
  { name: 'wall', to: '/wall', icon: IconLayoutGrid, right: 'camera.watch' },
  { name: 'playback', to: '/playback', icon: IconPlayerTrackPrev, right: 'recording.view' },
  { name: 'map', to: '/map', icon: IconMap2, right: 'grid.view' },
  { name: 'today', to: '/today', icon: IconDashboard, right: 'alert.view' },
  { name: 'alerts', to: '/alerts', icon: IconAlertHexagon, right: 'alert.view' },
  { name: 'incidents', to: '/incidents', icon: IconClipboardText, right: 'incident.view' },
  { name: 'board', to: '/board', icon: IconLayoutKanban, right: 'incident.view' },
  { name: 'evaluation', to: '/evaluation', icon: IconChartBar, right: 'evaluation.view' },
  { name: 'matters', to: '/matters', icon: IconBook2, right: 'matter.view' },
  { name: 'cameras', to: '/cameras', icon: IconDeviceCctv, right: 'camera.configure' },
  { name: 'grids', to: '/grids', icon: IconTopologyStar3, right: 'grid.view' },
  { name: 'people', to: '/people', icon: IconUsers, right: 'people.manage' },
  { name: 'journal', to: '/journal', icon: IconHistory, right: 'journal.read' },
] as const satisfies readonly { name: string; to: string; icon: typeof IconMap2; right: Action }[];
