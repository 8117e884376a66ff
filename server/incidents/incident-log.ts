/** The command log of an incident: every act as the journal has it, and who was told. */
import type { Incident, IncidentLog } from '../../config/contract/incident.ts';
import type { Notice } from '../../config/contract/notice.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { Db } from '../storage/schema.ts';

export async function incidentLog(db: Db, incidentId: string, notices: readonly Notice[]): Promise<IncidentLog> {
  const entries = await journalStore.ofSubject(db, 'incident', incidentId);
  return {
    lines: entries.flatMap(({ seq, atMs, actor, body }) => {
      // A row that had to be forgotten says nothing; one from before there were words has none.
      const incident = body as Partial<Incident> | null;
      if (!incident?.last || !incident.state || !incident.level) return [];
      return [{ ...incident.last, seq, atMs, state: incident.state, level: incident.level, actor: actor.name }];
    }),
    notices: notices.map(({ id, kind, to, atMs, ways, readAtMs }) => ({
      ...{ id, kind, to: to.name, atMs, readAtMs },
      deliveredAtMs: ways.find(({ channel }) => channel === 'console')?.deliveredAtMs ?? null,
      sentOnAtMs: ways.find(({ channel }) => channel === 'webhook')?.sentAtMs ?? null,
      sendingFailure: ways.map(({ failure }) => failure).join(''),
    })),
  };
}
