/**
 * Who saw an incident and, by what was just done with it, sees it no more: their consoles
 * still hold a copy, and must read the site anew.
 */
import type { JournalBodies, JournalEntry } from '../../config/contract/journal.ts';
import { type Holder, maySee, type Scope } from '../../config/contract/rights.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { Db } from '../storage/schema.ts';

/**
 * What may end by which somebody saw what is not their unit's or grid's: that a dispute is theirs
 * to mediate, that they are to look on the spot, also where the desk goes on without them, and
 * that they were let into what is confidential no more.
 */
const MAY_END_A_PART: readonly JournalBodies['incident']['last']['act'][] = [
  ...['mediation.assign', 'verified', 'file', 'cancel', 'settle', 'checked', 'close', 'rework', 'confide'],
];

/** What is confidential is taken out of somebody's sight, and a case out of the sight of who had a part in it. */
export function mayTakeSight({ kind, scope, body }: JournalEntry): boolean {
  if (kind !== 'incident') return false;
  return scope.belonging?.confidential === true || MAY_END_A_PART.includes(body.last.act);
}

/** How far it could be seen until this entry; undefined of what began with it. */
export function scopeBefore(reader: Db, { seq, kind, subject }: JournalEntry): Promise<Scope | undefined> {
  return journalStore.scopeBefore(reader, { seq, kind, subject });
}

export function hasLostSight(person: Holder, { scope }: JournalEntry, before: Scope | undefined): boolean {
  return before !== undefined && maySee(person, before) && !maySee(person, scope);
}
