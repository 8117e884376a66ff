/** A tour of 12 cameras over 4 slots: how long each switch takes, and whether anybody saw black or a frozen picture. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measured, Wish } from './measure.ts';
import { quantiles, round } from './statistics.ts';
import type { WallSite } from './wall-site.ts';
import { type Look, switchesOf, troubleOutside } from './wall-switches.rules.ts';
import { allLive } from './wall-tiles.measure.ts';

const CAMERAS = 12;
const SLOTS = 4;
/** What a switch may take at most, all but one in twenty. */
const SLOW_FROM_MS = 200;
/** As long as the console proposes. */
const STOP_SECONDS = 10;
const LONGEST_MINUTES = 5;

export async function measureTour(into: Measured, wish: Wish, { site, cameras, openWall }: WallSite): Promise<void> {
  if (!wish.isWanted('tourBadSwitches') && !wish.isWanted('tourSwitchMs')) return;
  const minutes = Math.min(wish.minutes, LONGEST_MINUTES);
  wish.say(`a tour of ${CAMERAS} cameras over ${SLOTS} slots for ${minutes} min`);
  const administrator = await site.product.signIn('admin');
  const steps = cameras.slice(0, CAMERAS).map(({ id }) => ({ cameraId: id, groupId: null, seconds: STOP_SECONDS }));
  const tour = await administrator.ask('POST /api/saved-items', {
    body: { name: 'bench', shared: true, content: { kind: 'tour', steps } },
  });
  await using desk = await openWall({ layout: '2x2', slots: Array.from({ length: SLOTS }, () => `tour:${tour.id}`) });
  await allLive(desk, { tiles: SLOTS });
  await desk.call('watchTour');
  await sleep(minutes * 60_000);
  const slots = await desk.call<Look[][]>('tourSeen');

  const switches = slots.flatMap(switchesOf);
  const bad = switches.filter(({ trouble }) => trouble !== null);
  // The first stop of each slot may be half over, and what is cut off at the end is nobody's fault.
  const least = SLOTS * Math.max(1, Math.floor((minutes * 60) / (STOP_SECONDS + 2)) - 1);
  if (switches.length < least) throw new Error(`${switches.length} switches were seen, and ${least} at least were due`);
  if (wish.isWanted('tourBadSwitches')) into.tourBadSwitches = bad.length;
  if (wish.isWanted('tourSwitchMs')) into.tourSwitchMs = quantiles(switches.map(({ tookMs }) => tookMs));
  const looks = slots.map(({ length }) => length);
  into.basis.tour = {
    ...{ minutes, switches: switches.length, bad, slow: switches.filter(({ tookMs }) => tookMs > SLOW_FROM_MS) },
    longestMs: round(Math.max(...switches.map(({ tookMs }) => tookMs))),
    looksASecond: round(Math.min(...looks) / (minutes * 60)),
    outsideOfSwitches: slots.flatMap(troubleOutside),
  };
}
