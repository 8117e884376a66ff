/** Looks again at patrols, which go on without anybody, when a camera, a person or a right has changed. */
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import type { Db } from '../storage/schema.ts';
import type { PtzService } from './ptz.service.ts';

const log = newLogger('ptz-watch');

type Needs = {
  ptz: PtzService;
  rights: RightsBoard;
  accountEvents: Emitter<AccountEvents>;
  journal: Journal;
  reader: Db;
};

export function openPtzWatch({ ptz, rights, accountEvents, journal, reader }: Needs): () => void {
  const holderOf = async (personId: string) => {
    const person = await personStore.find(reader, personId);
    return person && !person.disabled ? rights.holder(person) : undefined;
  };
  const recheck = () => {
    ptz.recheckPatrols(holderOf).catch((thrown) => log.error({ err: thrown }, 'patrols were not looked at again'));
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
