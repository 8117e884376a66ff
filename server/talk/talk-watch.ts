/** Ends talks with what they hang on: the right to them, the camera, the media node. */
import type { MediaNode } from '../nodes/media-node.ts';
import { openRightsWatch, type RightsWatchNeeds } from '../rights/rights-watch.ts';
import type { TalkService } from './talk.service.ts';

type Needs = RightsWatchNeeds & { talks: TalkService; node: Pick<MediaNode, 'events'> };

export function openTalkWatch({ talks, node, ...ofRights }: Needs): () => void {
  const stops = [
    openRightsWatch(ofRights, (holderOf) => talks.recheck(holderOf)),
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
