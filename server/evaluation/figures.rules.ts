/** Facts summed into figures, by street, unit, grid, community, post and person. Pure. */
import {
  type Figure,
  type FiguresOf,
  type GroupKind,
  INDICATORS,
  Indicator,
} from '../../config/contract/evaluation.ts';
import type { Fact } from './facts.rules.ts';

export type Compared = { now: readonly Fact[]; before: readonly Fact[]; lastYear: readonly Fact[] };

/** Undefined: the fact is nobody's in that table. */
export function keyOf(fact: Fact, by: GroupKind): string | undefined {
  if (by === 'unit') return fact.unitId ?? undefined;
  if (by === 'grid') return fact.gridId ?? undefined;
  if (by === 'person') return fact.personId ?? undefined;
  const named = by === 'post' ? fact.post : fact.community;
  return named === '' ? undefined : named;
}

export function figuresOf(key: string, name: string, { now, before, lastYear }: Compared): FiguresOf {
  const [ofNow, ofBefore, ofLastYear] = [now, before, lastYear].map((facts) =>
    Map.groupBy(facts, ({ indicator }) => indicator),
  );
  const figures: FiguresOf['figures'] = {};
  for (const indicator of Indicator.options) {
    const [one, two, three] = [ofNow, ofBefore, ofLastYear].map((facts) =>
      sumOf(indicator, facts?.get(indicator) ?? []),
    );
    if (!one || !two || !three || [one, two, three].every(([over, under]) => over === 0 && under === 0)) continue;
    figures[indicator] = { now: one, before: two, lastYear: three };
  }
  return { key, name, figures };
}

/** A table with a row for everybody named, and nobody else. */
export function tableOf(by: GroupKind, names: ReadonlyMap<string, string>, compared: Compared): FiguresOf[] {
  const split = (facts: readonly Fact[]) => Map.groupBy(facts, (fact) => keyOf(fact, by));
  const [now, before, lastYear] = [split(compared.now), split(compared.before), split(compared.lastYear)];
  return [...names]
    .map(([key, name]) =>
      figuresOf(key, name, {
        now: now.get(key) ?? [],
        before: before.get(key) ?? [],
        lastYear: lastYear.get(key) ?? [],
      }),
    )
    .filter(({ figures }) => Object.keys(figures).length > 0);
}

/** A case that comes twice in a count counts once. */
function sumOf(indicator: Indicator, facts: readonly Fact[]): Figure {
  if (INDICATORS[indicator].as === 'count') return [new Set(facts.map(({ incidentId }) => incidentId)).size, 0];
  if (indicator === 'topClass') return [Math.max(0, ...topClassCounts(facts).values()), facts.length];
  return facts.reduce<Figure>(
    ([over, under], { numerator, denominator }) => [over + numerator, under + denominator],
    [0, 0],
  );
}

function topClassCounts(facts: readonly Fact[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { matterId } of facts) {
    if (matterId !== null) counts.set(matterId, (counts.get(matterId) ?? 0) + 1);
  }
  return counts;
}

/** The class of most; the first in the catalogue's ids where several have as many. */
export function topClassOf(facts: readonly Fact[]): string | undefined {
  const counts = [...topClassCounts(facts)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const most = Math.max(0, ...counts.map(([, count]) => count));
  return counts.find(([, count]) => count === most)?.[0];
}
