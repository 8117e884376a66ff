/** Ends talks with what they hang on: the right to them, the camera, the media node. */
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import type { Db } from '../storage/schema.ts';
import type { TalkService } from './talk.service.ts';

const log = newLogger('talk-watch');

type Needs = {
  talks: TalkService;
  node: Pick<MediaNode, 'events'>;
  rights: RightsBoard;
  accountEvents: Emitter<AccountEvents>;
  journal: Journal;
  reader: Db;
};

export function openTalkWatch({ talks, node, rights, accountEvents, journal, reader }: Needs): () => void {
  const holderOf = async (personId: string) => {
    const person = await personStore.find(reader, personId);
    return person && !person.disabled ? rights.holder(person) : undefined;
  };
  const recheck = () => {
    talks.recheck(holderOf).catch((thrown) => log.error({ err: thrown }, 'talks were not looked at again'));
  };
  const stops = [
    rights.events.on('changed', recheck),
    accountEvents.on('personChanged', recheck),
    journal.events.on('committed', ({ kind }) => {
      if (kind === 'camera') recheck();
    }),
    node.events.on('talkEnded', ({ talkId, why }) => void talks.nodeEnded(talkId, why)),
    node.events.on('away', () => void talks.nodeGone()),
    node.events.on('cameraHealth', (health) => {
      for (const { cameraId, state } of health) if (state === 'offline') void talks.cameraLost(cameraId);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
