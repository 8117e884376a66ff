/** Cameras from and to a spreadsheet, and several changed at once. */
import { type ChangeCameras, SheetLanguage } from '../../config/contract/camera-sheet.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { type Mount, recognise } from '../http/route.ts';
import { writeCsv } from '../sheets/csv.rules.ts';
import { writeXlsx } from '../sheets/sheet-file.ts';
import type { Db } from '../storage/schema.ts';
import type { CameraService, Together } from './camera.service.ts';
import * as cameraStore from './camera.store.ts';
import type { CameraImportService } from './camera-import.service.ts';

type Needs = { cameras: CameraService; imports: CameraImportService; sessions: SessionService };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function mountCameraSheetRoutes({ route, raw }: Mount, { cameras, imports, sessions }: Needs): void {
  route('POST /api/camera-imports/preview', ({ body, asker }) => imports.preview(body, asker.person));
  route('POST /api/camera-imports', ({ body, asker }) => imports.take(body, asker.person));
  route('PATCH /api/cameras', ({ body, asker }) =>
    cameras.changeTogether(asker.person, async (db) => ({ adds: [], updates: await updatesOf(db, body) })),
  );

  raw('GET /api/camera-sheets/:name', async (request, response) => {
    const { person } = await recognise(sessions, request, 'camera.configure');
    const [, kind, format] = /^(cameras|template)\.(csv|xlsx)$/.exec(String(request.params.name)) ?? [];
    if (!format) throw new AppError('NOT_FOUND');
    const language = SheetLanguage.default('zh-CN').safeParse(request.query.language);
    if (!language.success) throw new AppError('INVALID_REQUEST', { field: 'language' });
    const rows = await imports.rows(person, { language: language.data, isTemplate: kind === 'template' });
    response.set('cache-control', 'no-store');
    if (format === 'csv') response.type('text/csv').send(writeCsv(rows));
    else response.type(XLSX).send(Buffer.from(writeXlsx(rows, 'cameras')));
  });
}

/** A plan is kept as a whole, so each camera's own is read for its mode to be changed. */
async function updatesOf(db: Db, { cameraIds, changes }: ChangeCameras): Promise<Together['updates']> {
  const { recordingMode: mode, ...others } = changes;
  const known = new Map((await cameraStore.all(db)).map((camera) => [camera.id, camera]));
  return cameraIds.map((cameraId) => {
    const recording = known.get(cameraId)?.recording;
    return { cameraId, changes: { ...others, ...(mode && recording && { recording: { ...recording, mode } }) } };
  });
}
