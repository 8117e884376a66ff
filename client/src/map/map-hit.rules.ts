/**
 * What stands under the pointer. Pure.
 *
 * Asked of the screen's positions instead of the graphics card: reading the card
 * back is slow where it is emulated, and a street has few enough pins.
 */
export type TargetKind = 'camera' | 'alert' | 'incident' | 'cluster' | 'unit' | 'person';
export type Target = { kind: TargetKind; id: string; x: number; y: number; radius: number };

/** Small pins lie on top of cameras, so they are asked first. */
const ON_TOP: readonly TargetKind[] = ['alert', 'incident', 'cluster', 'person', 'unit', 'camera'];

export function targetAt(targets: readonly Target[], x: number, y: number): Target | null {
  for (const kind of ON_TOP) {
    const near = targets
      .filter((target) => target.kind === kind && distance(target, x, y) <= target.radius)
      .toSorted((one, other) => distance(one, x, y) - distance(other, x, y));
    if (near[0]) return near[0];
  }
  return null;
}

function distance(target: Target, x: number, y: number): number {
  return Math.hypot(target.x - x, target.y - y);
}
