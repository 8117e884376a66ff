/** Where the words of a watermark stand in the pictures of an exported copy. Pure. */
import type { Person } from '../../config/contract/person.ts';
import { offsetMs } from '../../config/contract/site-day.ts';

const COLUMNS = 3;
const ROWS = 4;

export type WatermarkPlace = { font: string; wordsFile: string; startsAtLocalMs: number };

/** Across the picture in rows that are shifted against each other; below, when each picture was. As ffmpeg's `-vf`. */
export function watermarkFilter({ font, wordsFile, startsAtLocalMs }: WatermarkPlace): string {
  const look = 'fontcolor=white@0.26:bordercolor=black@0.2:borderw=2';
  const places = Array.from({ length: ROWS * COLUMNS }, (_, index) => {
    const row = Math.floor(index / COLUMNS);
    const column = (index % COLUMNS) + (row % 2 === 0 ? 0.06 : 0.42);
    return { x: (column / COLUMNS).toFixed(3), y: ((row + 0.3) / ROWS).toFixed(3) };
  });
  const words = places.map(
    ({ x, y }) =>
      `drawtext=fontfile='${font}':textfile=${wordsFile}:expansion=none:fontsize=h/32:line_spacing=4:${look}:x=w*${x}:y=h*${y}`,
  );
  const seconds = Math.floor(startsAtLocalMs / 1_000);
  const clock = `drawtext=fontfile='${font}':text='%{pts\\:gmtime\\:${seconds}}':fontsize=h/30:fontcolor=white@0.9:box=1:boxcolor=black@0.5:boxborderw=6:x=h/40:y=h-th-h/40`;
  return [...words, clock].join(',');
}

export function watermarkWords(
  { name, unit, account }: Pick<Person, 'name' | 'unit' | 'account'>,
  { site, madeAtMs, timeZone }: { site: string; madeAtMs: number; timeZone: string },
): string[] {
  const who = [name, unit].filter((part) => part !== '').join(' · ');
  return [`${who}（${account}）`, site, localText(madeAtMs, timeZone)];
}

/** As if the site's clock were UTC. */
export function localMs(atMs: number, timeZone: string): number {
  return atMs + offsetMs(atMs, timeZone);
}

function localText(atMs: number, timeZone: string): string {
  return new Date(localMs(atMs, timeZone)).toISOString().slice(0, 19).replace('T', ' ');
}
