/** What is dragged onto the wall: a camera from a list, a whole group of them, a tour, or what is in a slot. */

export type WallDrag =
  | { kind: 'camera'; cameraId: string }
  | { kind: 'cameras'; cameraIds: readonly string[] }
  | { kind: 'tour'; tourId: string }
  | { kind: 'slot'; slot: number };

const KEY = 'lianqin.wall-drag';

export function dragData(drag: WallDrag): Record<string, unknown> {
  return { [KEY]: drag };
}

export function dragOf(data: Record<string | symbol, unknown>): WallDrag | undefined {
  return data[KEY] as WallDrag | undefined;
}
