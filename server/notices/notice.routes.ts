/** Notices over HTTP: a person's own. */
import type { Mount } from '../http/route.ts';
import type { NoticeService } from './notice.service.ts';

export function mountNoticeRoutes({ route }: Mount, notices: NoticeService): void {
  route('GET /api/notices', ({ asker }) => notices.list(asker.person));
  route('POST /api/notices/:noticeId/read', ({ param, asker }) => notices.read(param('noticeId'), asker.person));
  route('POST /api/notices/delivered', async ({ body, asker }) => {
    await notices.delivered(body.noticeIds, body.channel, asker.person);
    return {};
  });
}
