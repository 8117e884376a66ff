/**
 * Sends notices on to a service outside, which makes text messages of them: in the order
 * they are due, again until it takes them, and not at all when they were read meanwhile.
 */
import type { Notice } from '../../config/contract/notice.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { openWatch, type Watch } from '../../config/kernel/watch.ts';
import type { Settings } from '../../config/settings/settings.ts';
import * as personStore from '../accounts/person.store.ts';
import * as incidentStore from '../incidents/incident.store.ts';
import { type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { isHeeded } from './notice.rules.ts';
import * as noticeStore from './notice.store.ts';
import { messageOf, nextTryAtMs, signatureOf, type WebhookMessage } from './webhook.rules.ts';
import * as outbox from './webhook-outbox.store.ts';

const log = newLogger('webhook');
const ANSWER_WITHIN_MS = 10_000;
const AT_ONCE = 20;

type Needs = { journal: Journal; reader: Db; clock: Clock; settings: Settings['notices'] };

export function openWebhook(needs: Needs): Watch {
  return openWatch(
    async () => {
      if (needs.settings.webhookUrl === '') return;
      for (const waiting of await outbox.due(needs.reader, needs.clock(), AT_ONCE)) await sendOne(needs, waiting);
    },
    (thrown) => log.error({ err: thrown }, 'notices could not be sent on'),
  );
}

async function sendOne(needs: Needs, { noticeId, tries }: outbox.Waiting): Promise<void> {
  const { journal, reader, clock, settings } = needs;
  const notice = await noticeStore.find(reader, noticeId);
  const to = notice && (await personStore.find(reader, notice.to.personId));
  const incident = notice && (await incidentStore.find(reader, notice.incidentId));
  const told = notice ? await noticeStore.ofIncident(reader, notice.incidentId) : [];
  if (!notice || !to || to.disabled || isHeeded(notice, { told, incident, unitId: to.unitId })) {
    await journal.commit(SYSTEM, ({ db }) => outbox.take(db, noticeId));
    return;
  }
  const message = messageOf(notice, to, incident?.confidential ?? true);
  const failure = await send(message, settings);
  const nowMs = clock();
  const again = failure === '' ? null : nextTryAtMs(tries + 1, { atMs: notice.atMs, nowMs });
  if (failure !== '') log.warn({ noticeId, failure, again }, 'a notice was not sent on');
  await journal.commit(SYSTEM, async (change) => {
    if (again !== null) return outbox.put(change.db, { noticeId, tries: tries + 1, nextAtMs: again });
    await outbox.take(change.db, noticeId);
    // It may have been read while it was sent.
    const now = await noticeStore.find(change.db, noticeId);
    if (!now) return;
    const told = withWay(now, failure === '' ? { sentAtMs: nowMs, deliveredAtMs: nowMs, failure } : { failure });
    await noticeStore.save(change.db, told);
    change.record('notice', told.id, told.scope, told);
  });
}

function withWay(notice: Notice, change: Partial<Notice['ways'][number]>): Notice {
  return { ...notice, ways: notice.ways.map((way) => (way.channel === 'webhook' ? { ...way, ...change } : way)) };
}

/** Why it was not taken; empty when it was. */
async function send(message: WebhookMessage, { webhookUrl, webhookSecret }: Settings['notices']): Promise<string> {
  const body = JSON.stringify(message);
  try {
    const answer = await fetch(webhookUrl, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': message.id,
        ...(webhookSecret !== '' && { 'x-lianqin-signature': signatureOf(body, webhookSecret) }),
      },
      body,
    });
    await answer.body?.cancel();
    return answer.ok ? '' : `HTTP ${answer.status}`;
  } catch (thrown) {
    const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
    return cause instanceof Error ? cause.message : String(cause);
  }
}
