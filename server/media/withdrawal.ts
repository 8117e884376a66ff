/** Takes open streams back from whoever lost the right to them: signed out, changed, or the camera moved away. */
import { toAppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import { may } from '../../config/contract/rights.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import * as personStore from '../accounts/person.store.ts';
import { mayWatch } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { Db } from '../storage/schema.ts';

const log = newLogger('withdrawal');

type Needs = { node: MediaNode; accountEvents: Emitter<AccountEvents>; journal: Journal; reader: Db };

export function openWithdrawal({ node, accountEvents, journal, reader }: Needs): () => void {
  const withdraw = async (input: Parameters<MediaNode['withdraw']>[0]) => {
    if (!node.ports) return;
    await node.withdraw(input);
  };
  const ofPerson = async (person: Person) => {
    const lost = (await cameraStore.all(reader)).filter((camera) => !mayWatch(person, camera));
    if (lost.length === 0) return;
    await withdraw({ personId: person.id, sessionId: null, cameraIds: lost.map(({ id }) => id) });
  };
  /** Of those who could watch it where it was; a camera that was removed has nothing left to take back. */
  const ofMovedCamera = async (cameraId: string) => {
    const camera = await cameraStore.find(reader, cameraId);
    if (!camera) return;
    const people = (await personStore.all(reader)).filter((person) => may(person, 'camera.watch'));
    for (const person of people.filter((person) => !mayWatch(person, camera))) {
      await withdraw({ personId: person.id, sessionId: null, cameraIds: [cameraId] });
    }
  };

  const stops = [
    accountEvents.on('sessionEnded', ({ personId, sessionId }) =>
      attempt(withdraw({ personId, sessionId, cameraIds: null })),
    ),
    accountEvents.on('personChanged', (person, rightsChanged) => {
      if (rightsChanged || person.disabled) attempt(ofPerson(person));
    }),
    journal.events.on('committed', ({ kind, subject, body }) => {
      if (kind === 'camera' && body === null) attempt(ofMovedCamera(subject));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function attempt(work: Promise<void>): void {
  work.catch((thrown) => log.error({ code: toAppError(thrown).code, err: thrown }, 'streams were not withdrawn'));
}
