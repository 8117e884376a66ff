/** What is dragged on the wall: a camera from the list, or a slot's camera. */

export type WallDrag = { kind: 'camera'; cameraId: string } | { kind: 'slot'; slot: number; cameraId: string };

const KEY = 'lianqin.wall-drag';

export function dragData(drag: WallDrag): Record<string, unknown> {
  return { [KEY]: drag };
}

export function dragOf(data: Record<string | symbol, unknown>): WallDrag | undefined {
  return data[KEY] as WallDrag | undefined;
}
