/**
 * Takes open streams back from whoever lost the right to them: signed out, changed, a
 * grant changed or over, or the camera moved away.
 *
 * A token that was given before its right went still opens for a minute; what it opens
 * is judged when the node tells of it.
 */
import { toAppError } from '../../config/contract/errors.ts';
import type { ViewingNotice, Withdrawal } from '../../config/contract/node.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import * as personStore from '../accounts/person.store.ts';
import type { SessionService } from '../accounts/session.service.ts';
import * as sessionStore from '../accounts/session.store.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import type { Db } from '../storage/schema.ts';
import { kindOf, lostBy, mayOpen } from './withdrawal.rules.ts';

const log = newLogger('withdrawal');

type Needs = {
  node: MediaNode;
  accountEvents: Emitter<AccountEvents>;
  sessions: SessionService;
  rights: RightsBoard;
  journal: Journal;
  reader: Db;
};

export function openWithdrawal(needs: Needs): () => void {
  const { node, accountEvents, sessions, rights, journal, reader } = needs;

  const withdraw = async (what: Withdrawal) => {
    if (node.ports) await node.withdraw(what);
  };
  const ofPeople = async (people: readonly Person[], cameras: Parameters<typeof lostBy>[1]) => {
    const lost = people.flatMap((person) =>
      lostBy(rights.holder(person), cameras).map((what) => ({ ...what, personId: person.id, sessionId: null })),
    );
    await Promise.all(lost.map(withdraw));
  };
  const ofEverybody = async () => ofPeople(await signedIn(reader), await cameraStore.all(reader));
  /** A camera that was removed has nothing left to take back. */
  const ofMovedCamera = async (cameraId: string) => {
    const camera = await cameraStore.find(reader, cameraId);
    if (camera) await ofPeople(await signedIn(reader), [camera]);
  };
  const ofViewing = async ({ viewer: { personId, sessionId }, cameraId, by }: ViewingNotice) => {
    const kind = kindOf(by);
    const of = [kind];
    // An export goes on when whoever asked for it has gone home.
    const stands = kind === 'download' || (await isOpen(sessions, sessionId));
    if (!stands) return withdraw({ personId, sessionId, cameraIds: null });
    const person = await personStore.find(reader, personId);
    const camera = await cameraStore.find(reader, cameraId);
    const isTheirs = person && !person.disabled && camera && mayOpen(rights.holder(person), kind, camera);
    if (!isTheirs) await withdraw({ personId, sessionId, cameraIds: [cameraId], of });
  };

  const stops = [
    accountEvents.on('sessionEnded', ({ personId, sessionId }) =>
      attempt(withdraw({ personId, sessionId, cameraIds: null })),
    ),
    accountEvents.on('personChanged', (person, rightsChanged) => {
      if (rightsChanged) attempt(cameraStore.all(reader).then((cameras) => ofPeople([person], cameras)));
    }),
    rights.events.on('changed', () => attempt(ofEverybody())),
    journal.events.on('committed', ({ kind, subject, body }) => {
      if (kind === 'camera' && body === null) attempt(ofMovedCamera(subject));
    }),
    node.events.on('viewingStarted', (notice) => attempt(ofViewing(notice))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whoever has no session has nothing open. */
async function signedIn(reader: Db): Promise<Person[]> {
  const personIds = new Set((await sessionStore.all(reader)).map(({ personId }) => personId));
  return (await personStore.all(reader)).filter(({ id }) => personIds.has(id));
}

async function isOpen(sessions: SessionService, sessionId: string): Promise<boolean> {
  try {
    await sessions.recogniseById(sessionId, '');
    return true;
  } catch (thrown) {
    if (toAppError(thrown).code === 'SESSION_ENDED') return false;
    throw thrown;
  }
}

function attempt(work: Promise<void>): void {
  work.catch((thrown) => log.error({ code: toAppError(thrown).code, err: thrown }, 'streams were not withdrawn'));
}
