/** What a grid that ends leaves behind: its cameras go where they stand, its members and volunteers are let go. */
import { isInPolygon } from '../../config/contract/grid-shape.ts';
import type { Grid } from '../../config/contract/place.ts';
import { cameraScope } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Change } from '../journal/journal.ts';
import { GRID_SCOPE, VOLUNTEER_SCOPE } from './grid.rules.ts';
import * as gridStore from './grid.store.ts';
import * as memberStore from './grid-member.store.ts';
import * as volunteerStore from './grid-volunteer.store.ts';

export async function settleWhatItLeaves(change: Change, ended: Grid): Promise<void> {
  const bases = (await gridStore.all(change.db)).filter(({ kind }) => kind === 'base');
  for (const sealed of await cameraStore.allSealed(change.db)) {
    if (sealed.camera.gridId !== ended.id) continue;
    const { position } = sealed.camera;
    const around = position && bases.find(({ rings }) => isInPolygon(position, rings));
    const camera = { ...sealed.camera, gridId: around?.id ?? null };
    await cameraStore.save(change.db, { ...sealed, camera });
    change.record('camera', camera.id, cameraScope(camera), camera);
  }
  if ((await memberStore.ofGrid(change.db, ended.id)).length > 0) {
    await memberStore.removeAll(change.db, ended.id);
    change.record('gridMembers', ended.id, GRID_SCOPE, { gridId: ended.id, members: [] });
  }
  for (const { id } of await volunteerStore.ofGrid(change.db, ended.id)) {
    await volunteerStore.remove(change.db, id);
    change.record('gridVolunteer', id, VOLUNTEER_SCOPE, null);
  }
}
