/** Which step of an export is news to whom. Pure. */
import type { Person } from '../../../config/contract/person.ts';
import type { RecordingExport } from '../../../config/contract/recording.ts';
import { may } from '../../../config/contract/rights.ts';

export type ExportNews = 'waitsForYou' | 'approved' | 'refused' | 'ready' | 'failed';

/** Whoever asked hears what became of it, whoever may decide hears that it waits; nobody hears what they did themselves. */
export function exportNews(
  { state, by, decision }: RecordingExport,
  person: Pick<Person, 'id' | 'role'>,
): ExportNews | undefined {
  if (by.personId !== person.id)
    return state === 'waiting' && may(person, 'recording.approve') ? 'waitsForYou' : undefined;
  switch (state) {
    case 'refused':
    case 'ready':
    case 'failed':
      return state;
    case 'working':
      return decision ? 'approved' : undefined;
    default:
      return undefined;
  }
}
