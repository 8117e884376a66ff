/** A layout, drawn small. */
import type { Layout } from './layout.rules.ts';

const WIDTH = 22;
const HEIGHT = 14;
const GAP = 1;

export function LayoutPicture({ layout: { columns, rows, cells } }: { layout: Layout }) {
  const [across, down] = [WIDTH / columns, HEIGHT / rows];
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} fill="currentColor" aria-hidden="true">
      {cells.map(({ column, row, width, height }) => (
        <rect
          key={`${column}.${row}`}
          x={(column - 1) * across}
          y={(row - 1) * down}
          width={width * across - GAP}
          height={height * down - GAP}
          rx={0.6}
        />
      ))}
    </svg>
  );
}
