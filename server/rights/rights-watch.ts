/** Calls for another look at what goes on by somebody's right, when a right, a person or a camera has changed. */
import type { RightsHolder } from '../../config/contract/person.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import type { RightsBoard } from './rights-board.ts';

const log = newLogger('rights');

/** With what they may do now; undefined for whoever has no account any more. */
export type HolderOf = (personId: string) => Promise<RightsHolder | undefined>;
export type RightsWatchNeeds = {
  rights: RightsBoard;
  accountEvents: Emitter<AccountEvents>;
  journal: Journal;
  reader: Db;
};

export function newHolderOf({ rights, reader }: Pick<RightsWatchNeeds, 'rights' | 'reader'>): HolderOf {
  return async (personId) => {
    const person = await personStore.find(reader, personId);
    return person && !person.disabled ? rights.holder(person) : undefined;
  };
}

export function openRightsWatch(
  { rights, accountEvents, journal, reader }: RightsWatchNeeds,
  lookAgain: (holderOf: HolderOf) => Promise<void>,
): () => void {
  const holderOf = newHolderOf({ rights, reader });
  const recheck = () => {
    lookAgain(holderOf).catch((thrown) => log.error({ err: thrown }, 'rights were not looked at again'));
  };
  const stops = [
    rights.events.on('changed', recheck),
    accountEvents.on('personChanged', recheck),
    journal.events.on('committed', ({ kind }) => {
      if (kind === 'camera') recheck();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
