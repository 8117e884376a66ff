/** Keeps the media node's list of cameras what it should be: told when it says hello, and whenever a camera changes. */
import { toAppError } from '../../config/contract/errors.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { Journal } from '../journal/journal.ts';
import type { MediaNode } from './media-node.ts';

const log = newLogger('carried-list');

export function openCarriedList(node: MediaNode, cameras: CameraService, journal: Journal): () => void {
  const lane = new Lane();
  let isStale = false;

  /** Changes that come while it tells are told together afterwards. */
  const tell = () => {
    isStale = true;
    void lane.run(async () => {
      if (!isStale || !node.ports) return;
      isStale = false;
      await tellOnce();
    });
  };
  const tellOnce = async () => {
    try {
      await node.carry(await cameras.carried());
    } catch (thrown) {
      // A node that is away is told everything when it comes back.
      log.warn({ code: toAppError(thrown).code, err: thrown }, 'cameras were not told');
    }
  };

  const stopConnected = node.events.on('connected', tell);
  const stopJournal = journal.events.on('committed', ({ kind }) => {
    if (kind === 'camera') tell();
  });
  return () => {
    stopConnected();
    stopJournal();
  };
}
