/** Hot spots and repeat places: reports by cells of about 100 m × 100 m, as the field's unit grids (万米单元网格) are. Pure. */
import type { Evaluation } from '../../config/contract/evaluation.ts';
import type { Incident } from '../../config/contract/incident.ts';
import type { Position } from '../../config/contract/place.ts';

const CELL_METRES = 100;
const METRES_PER_DEGREE = 111_195;
const MOST_SPOTS = 12;

/** The same for every place within it. Its height in degrees is everywhere the same, its width by the latitude of its row. */
export function cellOf({ longitude, latitude }: Position): string {
  const row = Math.floor((latitude * METRES_PER_DEGREE) / CELL_METRES);
  const rowLatitude = (row * CELL_METRES) / METRES_PER_DEGREE;
  const east = METRES_PER_DEGREE * Math.cos((rowLatitude * Math.PI) / 180);
  return `${Math.floor((longitude * east) / CELL_METRES)}.${row}`;
}

type Placed = Incident & { position: Position };

/** Those with more than one report, the most first. */
export function spotsOf(
  reports: readonly Incident[],
  repeatIds: ReadonlySet<string>,
  gridNames: ReadonlyMap<string, string>,
): Evaluation['spots'] {
  const placed = reports.filter((incident): incident is Placed => incident.position !== null);
  const cells = [...Map.groupBy(placed, ({ position }) => cellOf(position))].filter(([, inCell]) => inCell.length > 1);
  return cells
    .map(([cell, inCell]) => ({
      cell,
      place: most(inCell.map(({ address }) => address)),
      position: {
        longitude: mean(inCell.map(({ position }) => position.longitude)),
        latitude: mean(inCell.map(({ position }) => position.latitude)),
      },
      gridName: gridNames.get(most(inCell.map(({ gridId }) => gridId ?? ''))) ?? '',
      count: inCell.length,
      repeatCount: inCell.filter(({ id }) => repeatIds.has(id)).length,
      className: most(inCell.flatMap(({ matter }) => (matter ? [matter.name] : []))),
    }))
    .toSorted((one, other) => other.count - one.count || (one.cell < other.cell ? -1 : 1))
    .slice(0, MOST_SPOTS);
}

function most(texts: readonly string[]): string {
  const counts = [...Map.groupBy(texts, (text) => text)];
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? '';
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
