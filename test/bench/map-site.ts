/**
 * The control plane with more on its map than a street has: two thousand cameras, five
 * hundred units and ten thousand open incidents, put in by the stores.
 *
 * No media node: what is measured comes before any picture.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Incident } from '../../config/contract/incident.ts';
import { systemClock } from '../../config/kernel/clock.ts';
import { uuidV7 } from '../../config/kernel/new-id.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { openApp } from '../../server/app.ts';
import * as cameraStore from '../../server/cameras/camera.store.ts';
import * as incidentStore from '../../server/incidents/incident.store.ts';
import { SYSTEM } from '../../server/journal/journal.ts';
import * as unitStore from '../../server/units/unit.store.ts';
import { crowdedCamera, crowdedIncident, crowdedUnit } from './map-crowd.ts';

export const CROWD = { incidents: 10_000, cameras: 2_000, units: 500 };

export type MapSite = AsyncDisposable & {
  url: string;
  cookie: { name: string; value: string };
  incidents: readonly Incident[];
  cameraCount: number;
  unitCount: number;
  newIncident(): Incident;
  /** All of them in one commit, which announces them one by one. */
  keep(incidents: readonly Incident[]): Promise<void>;
};

const SESSION_COOKIE = 'lianqin_session';

export async function openMapSite(crowd = CROWD): Promise<MapSite> {
  await using opening = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-bench-'));
  opening.defer(() => rmSync(folder, { recursive: true, force: true }));
  const app = opening.use(
    await openApp({
      settings: parseSettings({
        http: { port: 0 },
        audit: { headsFile: join(folder, 'heads.jsonl') },
        data: { dir: folder },
      }),
      named: new Set(['http.port']),
      startNode: false,
    }),
  );
  const { journal } = app;
  const newId = uuidV7(systemClock);
  const nowMs = systemClock();
  let made = 0;
  const newIncident = () => {
    made += 1;
    return crowdedIncident(newId(), made, nowMs);
  };
  const keep = (incidents: readonly Incident[]) =>
    journal.commit(SYSTEM, async (change) => {
      for (const incident of incidents) {
        await incidentStore.save(change.db, incident);
        change.record('incident', incident.id, incident.scope, incident);
      }
    });
  const incidents = Array.from({ length: crowd.incidents }, newIncident);
  const [cameraCount, unitCount] = await journal.commit(SYSTEM, async ({ db }) => {
    for (const incident of incidents) await incidentStore.save(db, incident);
    for (let nth = 0; nth < crowd.units; nth += 1) await unitStore.save(db, crowdedUnit(newId(), nth));
    const [known] = await cameraStore.allSealed(db);
    if (!known) throw new Error('the demo street has no camera');
    for (let nth = 0; nth < crowd.cameras; nth += 1) {
      await cameraStore.save(db, { ...known, camera: crowdedCamera(known.camera, newId(), nth) });
    }
    const placed = (all: readonly { position: object | null }[]) => all.filter(({ position }) => position).length;
    return [placed(await cameraStore.all(db)), placed(await unitStore.all(db))] as const;
  });
  const cookie = { name: SESSION_COOKIE, value: await signIn(app.url, app.firstPasswords) };
  const open = opening.move();
  return {
    url: app.url,
    cookie,
    incidents,
    cameraCount,
    unitCount,
    newIncident,
    keep,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function signIn(url: string, passwords: readonly { account: string; password: string }[]): Promise<string> {
  const known = passwords.find(({ account }) => account === 'operator');
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(known),
  });
  if (!answer.ok) throw new Error(`sign in: ${await answer.text()}`);
  return new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
}
