/** The page one has in hand: tasks, a report, the grids, notices. */
import { useSearch } from '@tanstack/react-router';
import { Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { FieldGrids } from './FieldGrids.tsx';
import { FieldNotices } from './FieldNotices.tsx';
import { ReportPage } from './ReportForm.tsx';
import { TaskDetail } from './TaskDetail.tsx';
import { TaskList } from './TaskList.tsx';

export function FieldPage() {
  const { tab, incident } = useSearch({ from: '/field-frame/field' });
  const loaded = useSite((site) => site.loaded);
  if (tab === 'report') return <ReportPage />;
  if (!loaded) return <Loading />;
  if (incident !== undefined) return <TaskDetail incidentId={incident} />;
  if (tab === 'grids') return <FieldGrids />;
  if (tab === 'notices') return <FieldNotices />;
  return <TaskList />;
}
