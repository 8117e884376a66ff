/** Keeps a picture of a camera as a file: the picture untouched, and below it a strip with what it is, of when, and who took it. */
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { snapshotOf } from '../api/api.ts';
import { saveFile } from '../kit/save-file.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { readSession } from '../session/session.ts';
import { dateTimeText, type Language } from '../time/time-text.ts';
import { fileName } from './snapshot-name.ts';

/** Of the picture's width. */
const STRIP = 1 / 28;
const QUALITY = 0.92;

export async function saveSnapshot(camera: Camera): Promise<void> {
  try {
    const [{ person, site }, { jpeg, atMs }] = await Promise.all([readSession(), snapshotOf(camera.id)]);
    const time = dateTimeText(atMs, site.timeZone, i18next.language as Language);
    const picture = await createImageBitmap(jpeg);
    const strip = Math.round(picture.width * STRIP);
    const canvas = new OffscreenCanvas(picture.width, picture.height + strip);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.drawImage(picture, 0, 0);
    context.fillStyle = '#101316';
    context.fillRect(0, picture.height, picture.width, strip);
    context.fillStyle = '#ffffff';
    context.font = `${Math.round(strip * 0.52)}px sans-serif`;
    context.textBaseline = 'middle';
    const taken = i18next.t('tile.snapshotBy', { name: person.name, account: person.account, unit: person.unit });
    const middle = picture.height + strip / 2;
    context.fillText(`${camera.name}  ${time}`, strip / 2, middle, picture.width * 0.6);
    context.textAlign = 'right';
    context.fillText(taken, picture.width - strip / 2, middle, picture.width * 0.36);
    saveFile(await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }), fileName(camera.name, time));
    notifications.show({ message: i18next.t('tile.snapshotSaved', { name: camera.name }) });
  } catch (thrown) {
    sayFailure(thrown);
  }
}
