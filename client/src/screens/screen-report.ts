/** How a big screen's report leaves the page: set by whoever holds the connection, used by the screen. */
import type { ScreenReport } from '../../../config/contract/screen.ts';

let send: ((report: ScreenReport) => void) | undefined;

/** Undefined when the connection is gone. */
export function reportBy(way: ((report: ScreenReport) => void) | undefined): void {
  send = way;
}

export function report(what: ScreenReport): void {
  send?.(what);
}
