/** Pictures of alerts: files named by the alert, written before it is committed, so that none is promised and missing. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../config/contract/errors.ts';

export type AlertPictures = {
  write(alertId: string, picture: Uint8Array): Promise<void>;
  read(alertId: string): Promise<Buffer>;
  remove(alertId: string): Promise<void>;
};

export function openAlertPictures(folder: string): AlertPictures {
  const pathOf = (alertId: string) => join(folder, 'pictures', `${alertId}.jpg`);
  return {
    write: (alertId, picture) => writeFile(pathOf(alertId), picture, { flush: true }),
    read: async (alertId) => {
      try {
        return await readFile(pathOf(alertId));
      } catch (thrown) {
        throw new AppError('NO_PICTURE', { alertId }, thrown);
      }
    },
    remove: (alertId) => rm(pathOf(alertId), { force: true }),
  };
}
