/** The command log of an incident: every act as the journal has it, what was filled in, and who was told. */
import type { Incident, IncidentLog } from '../../config/contract/incident.ts';
import type { Matter } from '../../config/contract/matter.ts';
import type { Notice, NoticeChannel } from '../../config/contract/notice.ts';
import * as journalStore from '../journal/journal.store.ts';
import * as matterStore from '../matters/matter.store.ts';
import type { Db } from '../storage/schema.ts';
import { newlyFilled } from './matter-form.rules.ts';

export async function incidentLog(db: Db, incidentId: string, notices: readonly Notice[]): Promise<IncidentLog> {
  const entries = await journalStore.ofSubject(db, 'incident', incidentId);
  const lines: IncidentLog['lines'] = [];
  const matters = new Map<string, Matter>();
  let form: Incident['form'] = {};
  for (const { seq, atMs, actor, body } of entries) {
    // A row that had to be forgotten says nothing; one from before there were words has none.
    const incident = body as Partial<Incident> | null;
    if (!incident?.last || !incident.state || !incident.level) continue;
    const matter = incident.matter ? await matterOf(db, incident.matter, matters) : undefined;
    const filled = matter ? newlyFilled(matter, form, incident.form ?? {}) : [];
    if (matter) form = incident.form ?? {};
    const { state, level } = incident;
    lines.push({ ...incident.last, seq, atMs, state, level, actor: actor.name, filled });
  }
  return {
    lines,
    notices: notices.map(({ id, kind, to, atMs, ways, readAtMs }) => ({
      ...{ id, kind, to: to.name, atMs, readAtMs },
      deliveredAtMs: wayOf(ways, 'console')?.deliveredAtMs ?? null,
      onPhoneAtMs: wayOf(ways, 'phone')?.deliveredAtMs ?? null,
      sentOnAtMs: wayOf(ways, 'webhook')?.sentAtMs ?? null,
      sendingFailure: ways.map(({ failure }) => failure).join(''),
    })),
  };
}

function wayOf(ways: Notice['ways'], wanted: NoticeChannel): Notice['ways'][number] | undefined {
  return ways.find(({ channel }) => channel === wanted);
}

/** The version it was filed under, read once. */
async function matterOf(
  db: Db,
  { matterId, version }: NonNullable<Incident['matter']>,
  known: Map<string, Matter>,
): Promise<Matter | undefined> {
  const key = `${matterId} ${version}`;
  const matter = known.get(key) ?? (await matterStore.version(db, matterId, version));
  if (matter) known.set(key, matter);
  return matter;
}
