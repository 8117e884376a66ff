/** Cameras from a sheet: looked over as often as anybody likes, and taken in as a whole or not at all. */
import type { Camera, CameraGroup } from '../../config/contract/camera.ts';
import {
  type ImportCameras,
  type ImportOutcome,
  type ImportPreview,
  isError,
  type SheetLanguage,
} from '../../config/contract/camera-sheet.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Grid } from '../../config/contract/place.ts';
import { mayReach, maySee } from '../../config/contract/rights.ts';
import * as gridStore from '../grids/grid.store.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import type { Db } from '../storage/schema.ts';
import { maySeeCamera } from './camera.rules.ts';
import type { CameraService } from './camera.service.ts';
import * as cameraStore from './camera.store.ts';
import * as cameraGroupStore from './camera-group.store.ts';
import { rowsOf } from './sheet/camera-rows.rules.ts';
import { type ImportPlan, type KnownSite, planImport } from './sheet/import-plan.rules.ts';

type Needs = { reader: Db; cameras: CameraService };

export class CameraImportService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Nothing is kept of it. */
  async preview({ file, onExisting }: ImportCameras, by: Person): Promise<ImportPreview> {
    const sheet = await readSheet(Buffer.from(file, 'base64'));
    const { rows, problems } = planImport(sheet, await knownTo(this.#needs.reader, by), onExisting);
    return { rows, problems };
  }

  /** Looked over once more in the change itself: what came in between counts. Errors: IMPORT_REFUSED. */
  async take({ file, onExisting }: ImportCameras, by: Person): Promise<ImportOutcome> {
    const sheet = await readSheet(Buffer.from(file, 'base64'));
    let plan: ImportPlan | undefined;
    await this.#needs.cameras.changeTogether(by, async (db) => {
      plan = planImport(sheet, await knownTo(db, by), onExisting);
      const errors = plan.problems.filter(isError);
      const [first] = errors;
      if (first) throw new AppError('IMPORT_REFUSED', { count: errors.length, row: first.row ?? 0 });
      return plan;
    });
    const skipped = plan?.rows.filter(({ outcome }) => outcome === 'skip' || outcome === 'same').length ?? 0;
    return { added: plan?.adds.length ?? 0, updated: plan?.updates.length ?? 0, skipped };
  }

  /** Every camera the person sees, or the headings alone. */
  async rows(by: Person, wish: { language: SheetLanguage; isTemplate: boolean }): Promise<string[][]> {
    const { cameras, groups, grids } = await seenBy(this.#needs.reader, by);
    return rowsOf(wish.isTemplate ? [] : cameras, { groups, grids, language: wish.language });
  }
}

async function seenBy(db: Db, by: Person): Promise<{ cameras: Camera[]; groups: CameraGroup[]; grids: Grid[] }> {
  return {
    cameras: (await cameraStore.all(db)).filter((camera) => maySeeCamera(by, camera)),
    groups: (await cameraGroupStore.all(db)).filter(({ id }) => mayReach(by, id)),
    grids: await gridStore.all(db),
  };
}

async function knownTo(db: Db, by: Person): Promise<KnownSite> {
  const mayConfigure = (cameraGroupId: string) => maySee(by, { action: 'camera.configure', cameraGroupId });
  return { ...(await seenBy(db, by)), mayConfigure };
}
