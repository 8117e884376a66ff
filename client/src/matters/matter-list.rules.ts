/** Which matters are shown, and by which class. Pure. */
import type { Matter } from '../../../config/contract/matter.ts';

type ReadsAs = (text: string, letters: string) => boolean;

/** By name, class, unit or code, or as the name reads; several words must all fit. */
export function wantedMatters(matters: readonly Matter[], typed: string, readsAs: ReadsAs | undefined): Matter[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return matters.filter(({ name, bigClassName, leadUnitName, code }) =>
    words.every(
      (word) =>
        [name, bigClassName, leadUnitName, code].some((text) => text.toLowerCase().includes(word)) ||
        (readsAs !== undefined && /^[a-z]+$/.test(word) && readsAs(name, word)),
    ),
  );
}

export type MatterClass = { key: string; kind: Matter['kind']; name: string; matters: Matter[] };

/** In the order of the codes, things that happen first. */
export function classesOf(matters: readonly Matter[]): MatterClass[] {
  const classes = new Map<string, MatterClass>();
  for (const matter of matters.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))) {
    const key = `${matter.kind} ${matter.bigClass}`;
    const known = classes.get(key) ?? { key, kind: matter.kind, name: matter.bigClassName, matters: [] };
    classes.set(key, known);
    known.matters.push(matter);
  }
  return [...classes.values()];
}

function sortKey({ kind, code }: Matter): string {
  return `${kind === 'event' ? 0 : 1} ${code}`;
}

/** Of a file that is named after its sheet: `component.csv`, `部件 2026.csv`. */
export function kindByName(fileName: string): Matter['kind'] | undefined {
  if (/部件|component/i.test(fileName)) return 'component';
  return /事件|event/i.test(fileName) ? 'event' : undefined;
}
