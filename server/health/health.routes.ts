/** Whether the server lives, whether it can serve, and how it fares, for whoever watches over it. */

import type { Clock } from '../../config/kernel/clock.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { addressOf, isLoopback } from '../http/address.ts';
import type { ConsoleFiles } from '../http/console-files.ts';
import { type Mount, recognise } from '../http/route.ts';
import * as journalStore from '../journal/journal.store.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { Db } from '../storage/schema.ts';
import type { Metrics } from './metrics.ts';

type Needs = {
  node: MediaNode;
  consoleFiles: ConsoleFiles;
  reader: Db;
  sessions: SessionService;
  metrics: Metrics;
  clock: Clock;
  version: string;
};

export function mountHealthRoutes({ route, raw }: Mount, needs: Needs): void {
  const { node, consoleFiles, reader, sessions, metrics, clock, version } = needs;
  const startedAtMs = clock();

  route('GET /api/health', () => ({
    status: node.ports ? 'ok' : 'degraded',
    version,
    build: consoleFiles.build,
    uptimeMs: clock() - startedAtMs,
    mediaNode: node.ports ? 'connected' : 'away',
  }));

  route('GET /api/ready', async ({ response }) => {
    const parts = { database: await answers(reader), console: consoleFiles.isBuilt(), mediaNode: node.ports !== null };
    const waitingFor = Object.entries(parts).flatMap(([part, isThere]) => (isThere ? [] : [part]));
    if (waitingFor.length > 0) response.status(503);
    return { ready: waitingFor.length === 0, waitingFor };
  });

  raw('GET /metrics', async (request, response) => {
    if (!isLoopback(addressOf(request))) await recognise(sessions, request, 'system.view');
    response.type(metrics.contentType).send(await metrics.text());
  });
}

async function answers(reader: Db): Promise<boolean> {
  try {
    await journalStore.newest(reader);
    return true;
  } catch {
    // Why it does not answer is in the log of whoever asked it something real.
    return false;
  }
}
