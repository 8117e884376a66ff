/**
 * Sends what waits, in order, as soon as the server can be reached, and again after a growing
 * pause. Whoever is signed in is asked before each: nobody sends what another wrote.
 */
import { api } from '../api/api.ts';
import { sendEvidence } from '../api/evidence.ts';
import { failureOf } from '../api/failure.ts';
import { useConnection } from '../realtime/connection-store.ts';
import { delayAfter, nextToSend, type OutboxItem, verdictOf, type Written } from './outbox.rules.ts';
import { readOutbox, refuse, useOutbox, wasSent } from './outbox.ts';

const LOCK = 'lianqin-field-outbox';

/** Answers the way to stop. */
export function openOutboxSender(personId: string): () => void {
  let failedTimes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let closed = false;

  async function sendAll(): Promise<boolean> {
    await readOutbox(personId);
    while (!closed) {
      const item = nextToSend(useOutbox.getState().items);
      if (!item) return true;
      const verdict = await sendOne(item, personId);
      if (verdict === 'later') return false;
      if (verdict === 'signedOut') return true;
      failedTimes = 0;
    }
    return true;
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    again = running;
    if (running || closed) return;
    running = true;
    // Two tabs of one phone do not both send.
    const isDone = await navigator.locks.request(LOCK, sendAll).catch(() => false);
    running = false;
    if (closed) return;
    if (again) return void run();
    if (isDone) return;
    failedTimes += 1;
    timer = setTimeout(run, delayAfter(failedTimes));
  }

  const start = () => void run();
  const stopOutbox = useOutbox.subscribe(({ items }, before) => {
    if (items.length > before.items.length || (nextToSend(items) && !nextToSend(before.items))) start();
  });
  const stopConnection = useConnection.subscribe(({ state }, before) => {
    if (state === 'online' && before.state !== 'online') start();
  });
  window.addEventListener('online', start);
  start();
  return () => {
    closed = true;
    clearTimeout(timer);
    stopOutbox();
    stopConnection();
    window.removeEventListener('online', start);
  };
}

async function sendOne(item: OutboxItem, personId: string): Promise<'sent' | ReturnType<typeof verdictOf>> {
  try {
    const { person } = await api('GET /api/session');
    if (person.id !== personId) return 'signedOut';
    await send(item.what);
  } catch (thrown) {
    const failure = failureOf(thrown);
    const verdict = verdictOf(failure);
    if (verdict === 'refused') await refuse(item, failure);
    return verdict;
  }
  await wasSent(item);
  return 'sent';
}

/** Each with its own id: sent again, it is the same. */
function send(what: Written): Promise<unknown> {
  switch (what.kind) {
    case 'report':
      return api('POST /api/incidents', { body: { ...what.body, incidentId: what.incidentId } });
    case 'act':
      return api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: what.incidentId },
        body: { ...what.act, actId: what.actId },
      });
    case 'evidence':
      return sendEvidence({ incidentId: what.incidentId, ...what.attachment, note: '' });
    case 'duty':
      return api('POST /api/duty', { body: { state: what.state } });
  }
}
