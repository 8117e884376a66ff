/** What a file of shapes would do: each shape as a grid or a community, and what stands against it. Pure. */

import type { Community, ShapeProblem } from '../../../config/contract/grid-history.ts';
import type {
  GeoSystem,
  GridImportPreview,
  ImportedItem,
  ImportProblem,
  ShapeFields,
} from '../../../config/contract/grid-import.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { type Located, suspectedSystem } from '../../geo/datum-check.rules.ts';
import type { ShapeFeature } from '../../geo/shapes-file.ts';
import { type CodePatterns, isCodeFit, soundShape } from '../grid.rules.ts';
import { attributeOf, columnsOf, fieldsIn } from './feature-fields.rules.ts';
import { type Planned, problem } from './import-problem.rules.ts';
import { problemsAmong } from './neighbours.rules.ts';
import { converted, rawShapeOf } from './shape-of.rules.ts';

/** What the site has already. */
export type KnownSite = {
  grids: readonly Grid[];
  communities: readonly Community[];
  /** Codes that were given once, with the name of what had them; those in force are among them. */
  codes: ReadonlyMap<string, string>;
  patterns: CodePatterns;
};
type Wish = { target: 'base' | 'community'; system: GeoSystem; fields: ShapeFields | null };

const LONGEST_NAME = 60;

export function planShapes(features: readonly ShapeFeature[], known: KnownSite, wish: Wish): Planned {
  const columns = columnsOf(features);
  const fields = wish.fields ?? fieldsIn(columns);
  const problems: ImportProblem[] = [];
  const located: Located[] = [];
  const seen = new Map<string, number>();
  const items = features.map((feature, index): ImportedItem => {
    const row = index + 1;
    const code = attributeOf(feature, fields.code);
    // What the file does not say stays as it was, and is looked at as that.
    const kept = wish.target === 'base' ? known.grids.find((grid) => grid.code === code)?.community : undefined;
    const name = attributeOf(feature, fields.name);
    const named = { code, name, community: attributeOf(feature, fields.community) || (kept ?? '') };
    const found = wish.target === 'base' ? codeProblems(named.code, row, { seen, known }) : [];
    if (named.name === '' && (wish.target === 'community' || named.code === ''))
      found.push(problem('nameMissing', row));
    if (named.name.length > LONGEST_NAME) found.push(problem('nameTooLong', row, { most: LONGEST_NAME }));
    const raw = rawShapeOf(feature, wish.target === 'community');
    let rings: Rings = [];
    if ('problem' in raw) found.push({ ...problem(raw.problem, row), at: raw.at });
    else {
      located.push({ code: named.code, rings: raw.rings });
      const sound = soundShape(converted(raw.rings, wish.system));
      rings = sound.rings;
      if (sound.problem) found.push(ofShape(sound.problem, row));
    }
    problems.push(...found);
    const outcome = found.length > 0 ? 'bad' : outcomeOf(named, rings, { known, target: wish.target });
    return { ...named, name: named.name || named.code, row, line: '', baseCodes: [], outcome, rings };
  });

  const reference = [...known.grids.filter(({ kind }) => kind === 'base'), ...known.communities.map(asKnown)];
  const suspected = suspectedSystem(located, reference, wish.system);
  if (suspected) problems.push(problem('shifted', null, { system: suspected, said: wish.system }));
  if (wish.target === 'base') problems.push(...problemsAmong(items, known));
  const bad = new Set(problems.map(({ row }) => row));
  const told = items.map((item) => (bad.has(item.row) && !isOnlyGap(problems, item.row) ? asBad(item) : item));
  const preview: GridImportPreview = { items: told, problems, columns, fields, suspected };
  return { preview, grids: gridsOf(told, known, wish.target), communities: communitiesOf(told, wish.target) };
}

function codeProblems(
  code: string,
  row: number,
  { seen, known }: { seen: Map<string, number>; known: KnownSite },
): ImportProblem[] {
  if (code === '') return [problem('codeMissing', row)];
  const before = seen.get(code);
  seen.set(code, row);
  if (before !== undefined) return [problem('codeTwice', row, { code, otherRow: before })];
  if (!isCodeFit(code, 'base', known.patterns)) {
    return [problem('codeWrong', row, { code, pattern: known.patterns.base })];
  }
  const holder = known.codes.get(code);
  const isOurs = known.grids.some((grid) => grid.code === code && grid.kind === 'base');
  return holder !== undefined && !isOurs ? [problem('codeTaken', row, { code, name: holder })] : [];
}

type Named = { code: string; name: string; community: string };

function outcomeOf(
  named: Named,
  rings: Rings,
  { known, target }: { known: KnownSite; target: Wish['target'] },
): ImportedItem['outcome'] {
  const isSame = (before: Rings) => JSON.stringify(before) === JSON.stringify(rings);
  if (target === 'community') {
    const before = known.communities.find(({ name }) => name === named.name);
    return before ? (isSame(before.rings) ? 'same' : 'update') : 'add';
  }
  const before = known.grids.find(({ code }) => code === named.code);
  if (!before) return 'add';
  const areNamesSame = named.name === before.name && named.community === before.community;
  return areNamesSame && isSame(before.rings) ? 'same' : 'update';
}

/** Ids of new ones are given when they are kept. */
function gridsOf(items: readonly ImportedItem[], known: KnownSite, target: Wish['target']): Grid[] {
  if (target === 'community') return [];
  return items
    .filter(({ outcome }) => outcome === 'add' || outcome === 'update')
    .map(({ code, name, community, rings }) => {
      const before = known.grids.find((grid) => grid.code === code);
      return {
        ...{ id: before?.id ?? '', code, name, kind: 'base', rings },
        ...{ community, line: '', baseGridIds: [], endedAtMs: null },
      };
    });
}

function communitiesOf(items: readonly ImportedItem[], target: Wish['target']): Community[] {
  if (target !== 'community') return [];
  return items
    .filter(({ outcome }) => outcome === 'add' || outcome === 'update')
    .map(({ name, rings }) => ({ name, rings }));
}

function asKnown({ rings }: Community): { code: string; rings: Rings } {
  return { code: '', rings };
}

function asBad(item: ImportedItem): ImportedItem {
  return { ...item, outcome: 'bad' };
}

function isOnlyGap(problems: readonly ImportProblem[], row: number): boolean {
  return problems.every((each) => each.row !== row || each.code === 'gap');
}

function ofShape({ code, at, rings, squareMetres, other }: ShapeProblem, row: number): ImportProblem {
  return { ...problem(code, row, { other, squareMetres: Math.round(squareMetres ?? 0) }), at, rings };
}
