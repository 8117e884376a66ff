/** What of the map is in its address: all a link must carry to show elsewhere what is shown here. */
import { z } from 'zod';

const text = z.coerce.string().optional().catch(undefined);

/** Lists have commas between them; what is left out does not filter. */
export const MapSearch = z.object({
  layers: text,
  /** Where it is asked what is there. */
  at: text,
  /** Lines of work of the governance grids. */
  lines: text,
  state: text,
  level: text,
  task: text,
  /** Class (大类) of the catalogue. */
  matter: text,
  unit: text,
  community: text,
  grid: text,
  overdue: text,
  /** Days of the site, both included. */
  from: text,
  to: text,
  q: text,
  list: text,
  /** Minutes that the trail of the person in hand goes back. */
  trail: text,
  /** The heat map is on, over so many days, or from a day to a day (`2026-11-01~2026-11-20`). */
  heat: text,
});
export type MapSearch = z.infer<typeof MapSearch>;
