/** Whether this page plays one way only: `?video=hls` or `?video=fmp4` in the address, or kept for the desk behind a bad firewall. */
import { z } from 'zod';

const KEY = 'lianqin.video';
const Forced = z.enum(['hls', 'fmp4']);

/** Read once, as the page is loaded: the address changes with every workspace. */
export const FORCED_WAY = Forced.safeParse(
  new URLSearchParams(window.location.search).get('video') ?? localStorage.getItem(KEY),
).data;
