/** The catalogue of matters over HTTP, and as sheets. */
import { AppError } from '../../config/contract/errors.ts';
import { MATTER_SHEET_NAMES } from '../../config/contract/matter-sheet.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { type Mount, recognise } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import { writeCsv } from '../sheets/csv.rules.ts';
import { writeBook } from '../sheets/sheet-file.ts';
import type { MatterService } from './matter.service.ts';
import { MATTER_WIDTHS, matterRows } from './sheet/matter-export.rules.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KINDS = ['component', 'event'] as const;

export function mountMatterRoutes({ route, raw }: Mount, matters: MatterService, sessions: SessionService): void {
  route('GET /api/matters', () => matters.list());
  route('POST /api/matters', ({ body, asker }) => matters.add(body, actorOf(asker.person)));
  route('PATCH /api/matters/:matterId', ({ param, body, asker }) =>
    matters.change(param('matterId'), body, actorOf(asker.person)),
  );
  route('GET /api/matters/:matterId/versions', ({ param }) => matters.versions(param('matterId')));
  route('GET /api/matters/:matterId/versions/:version', ({ param }) =>
    matters.version(param('matterId'), param('version')),
  );
  route('POST /api/matter-imports/preview', ({ body }) => matters.preview(body));
  route('POST /api/matter-imports', ({ body, asker }) => matters.take(body, actorOf(asker.person)));

  raw('GET /api/matter-sheets/:name', async (request, response) => {
    await recognise(sessions, request, 'matter.view');
    const [, what, format] = /^(matters|template|event|component)\.(csv|xlsx)$/.exec(String(request.params.name)) ?? [];
    const isOne = what === 'event' || what === 'component';
    if (!what || isOne !== (format === 'csv')) throw new AppError('NOT_FOUND');
    const all = what === 'template' ? [] : await matters.list();
    const withTask = request.query.withTask === 'true';
    response.set('cache-control', 'no-store');
    if (isOne) response.type('text/csv').send(writeCsv(matterRows(all, { kind: what, withTask })));
    else {
      const sheets = KINDS.map((kind) => ({
        name: MATTER_SHEET_NAMES[kind],
        rows: matterRows(all, { kind, withTask }),
        widths: MATTER_WIDTHS,
      }));
      response.type(XLSX).send(Buffer.from(writeBook(sheets)));
    }
  });
}
