/**
 * Decides whether something moves in a camera's pictures.
 *
 * The picture is compared, in cells of 8 by 8 pixels, with a background that is
 * learnt slowly. Single cells are noise; a whole picture that changes is a lamp or
 * a night mode, not a movement. Pure: pictures and times come in.
 */
import type { Region } from '../../config/contract/alert.ts';

const CELL_PIXELS = 8;
const LEARN_RATE = 0.06;
const WARM_UP_PICTURES = 4;
/** A change of more than this share of the picture is light, not movement. */
const WHOLE_PICTURE = 0.6;
const REPEAT_EVERY_MS = 45_000;
const QUIET_AFTER_MS = 4_000;

export type Luma = { width: number; height: number; bytes: Uint8Array };

export class MotionDetector {
  readonly #sensitivity: number;
  #background: Float32Array | undefined;
  #seen = 0;
  #movedBefore = false;
  #lastMovedAtMs = Number.NEGATIVE_INFINITY;
  #lastReportedAtMs = Number.NEGATIVE_INFINITY;

  /** `sensitivity` from 0 to 1. */
  constructor(sensitivity: number) {
    this.#sensitivity = sensitivity;
  }

  /** Where it moves, when that is worth a report: when a movement begins, and every 45 s while it lasts. */
  look(luma: Luma, atMs: number): Region | undefined {
    const region = this.#movement(luma);
    const isSure = region !== undefined && this.#movedBefore;
    this.#movedBefore = region !== undefined;
    if (!isSure) return undefined;
    const isNew = atMs - this.#lastMovedAtMs > QUIET_AFTER_MS;
    this.#lastMovedAtMs = atMs;
    if (!isNew && atMs - this.#lastReportedAtMs < REPEAT_EVERY_MS) return undefined;
    this.#lastReportedAtMs = atMs;
    return region;
  }

  #movement(luma: Luma): Region | undefined {
    const columns = Math.floor(luma.width / CELL_PIXELS);
    const rows = Math.floor(luma.height / CELL_PIXELS);
    const cells = cellMeans(luma, columns, rows);
    const background = this.#background;
    if (background?.length !== cells.length) {
      this.#background = cells;
      this.#seen = 1;
      return undefined;
    }
    const threshold = 34 - 24 * this.#sensitivity;
    const changed = new Uint8Array(cells.length);
    let changedCount = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const before = background[index] ?? 0;
      const difference = (cells[index] ?? 0) - before;
      if (Math.abs(difference) > threshold) {
        changed[index] = 1;
        changedCount += 1;
      }
      background[index] = before + difference * LEARN_RATE;
    }
    this.#seen += 1;
    if (changedCount > cells.length * WHOLE_PICTURE) {
      this.#background = cells;
      return undefined;
    }
    if (this.#seen <= WARM_UP_PICTURES) return undefined;
    const smallest = Math.max(3, Math.round(cells.length * (0.006 - 0.005 * this.#sensitivity)));
    return largestGroup(changed, { columns, rows, smallest });
  }
}

function cellMeans({ width, bytes }: Luma, columns: number, rows: number): Float32Array {
  const means = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let y = 0; y < CELL_PIXELS; y += 2) {
        const line = (row * CELL_PIXELS + y) * width + column * CELL_PIXELS;
        for (let x = 0; x < CELL_PIXELS; x += 2) sum += bytes[line + x] ?? 0;
      }
      means[row * columns + column] = sum / ((CELL_PIXELS * CELL_PIXELS) / 4);
    }
  }
  return means;
}

type Shape = { columns: number; rows: number; smallest: number };

/** The box around the largest group of touching cells; undefined when it is too small to mean anything. */
function largestGroup(changed: Uint8Array, { columns, rows, smallest }: Shape): Region | undefined {
  let best: { size: number; region: Region } | undefined;
  for (let start = 0; start < changed.length; start += 1) {
    if (changed[start] !== 1) continue;
    let [left, right, top, bottom, size] = [columns, 0, rows, 0, 0];
    const open = [start];
    changed[start] = 2;
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const column = index % columns;
      const row = Math.floor(index / columns);
      [left, right] = [Math.min(left, column), Math.max(right, column)];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
      size += 1;
      for (const [dx, dy] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ] as const) {
        const [x, y] = [column + dx, row + dy];
        const next = y * columns + x;
        if (x < 0 || x >= columns || y < 0 || y >= rows || changed[next] !== 1) continue;
        changed[next] = 2;
        open.push(next);
      }
    }
    if (size < smallest || (best && best.size >= size)) continue;
    const region = {
      x: left / columns,
      y: top / rows,
      width: (right - left + 1) / columns,
      height: (bottom - top + 1) / rows,
    };
    best = { size, region };
  }
  return best?.region;
}
