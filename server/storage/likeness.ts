/** Words looked for in a column of small letters. */
import { type Expression, type SqlBool, sql } from 'kysely';

/** Both engines are told what escapes: only one of them has it by itself. */
export function likeness(text: Expression<string>, pattern: string) {
  return sql<SqlBool>`${text} like ${pattern} escape '\\'`;
}

/** A word that stands in a pattern for itself. */
export function literal(word: string): string {
  return word.replaceAll(/[%_\\]/g, '\\$&');
}
