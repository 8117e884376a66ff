/** What a camera is made of and who may see it. Pure. */
import type { Camera, ChangeCamera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import { type Action, type Holder, maySee, type Scope } from '../../config/contract/rights.ts';
import { requireRightTo } from '../rights/refusal.ts';

export function cameraScope(camera: Pick<Camera, 'groupId'>): Scope {
  return { action: 'camera.view', cameraGroupId: camera.groupId };
}

export function maySeeCamera(person: Holder, camera: Pick<Camera, 'groupId'>): boolean {
  return maySee(person, cameraScope(camera));
}

/** The camera, when the person sees it and may do that with it. Errors: CAMERA_NOT_FOUND, RIGHT_ENDED, NOT_ALLOWED. */
export function permitted<T extends Pick<Camera, 'groupId'>>(
  camera: T | undefined,
  { cameraId, person, action }: { cameraId: string; person: Holder; action: Action },
): T {
  if (!camera || !maySeeCamera(person, camera)) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
  requireRightTo(person, { action, cameraGroupId: camera.groupId });
  return camera;
}

export type Address = { sourceUrl: string; username: string; password: string };

const WITH_CREDENTIALS = /^([a-z]+:\/\/)([^/]*)@(.*)$/i;

/** Takes a user name and password out of an address; what is given beside the address wins. */
export function takeOutCredentials({ sourceUrl, username, password }: Address): Address {
  const [, scheme = '', credentials = '', rest = ''] = WITH_CREDENTIALS.exec(sourceUrl) ?? [];
  if (scheme === '') return { sourceUrl, username, password };
  const [inUsername = '', ...inPassword] = credentials.split(':');
  return {
    sourceUrl: `${scheme}${rest}`,
    username: username || decoded(inUsername),
    password: password || decoded(inPassword.join(':')),
  };
}

type TwoAddresses = Address & { subSourceUrl: string };

/** Both addresses without credentials; those of the main stream win. */
export function takeOutAll({ subSourceUrl, ...main }: TwoAddresses): TwoAddresses {
  const { sourceUrl, ...ofMain } = takeOutCredentials(main);
  const { sourceUrl: withoutCredentials, ...credentials } = takeOutCredentials({ sourceUrl: subSourceUrl, ...ofMain });
  return { sourceUrl, subSourceUrl: withoutCredentials, ...credentials };
}

/** With what never leaves the server but for the media node, and the stream key for whoever sets the device up. */
export type Stored = Camera & { password: string; streamKey: string };

/** What is left out stays as it is. */
export function change(camera: Stored, changes: ChangeCamera): Stored {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed: Stored = { ...camera, ...given };
  const { sourceUrl = camera.sourceUrl, subSourceUrl = camera.subSourceUrl } = changes;
  const inAddress = takeOutAll({ sourceUrl, subSourceUrl, username: '', password: '' });
  return {
    ...changed,
    // Sound that is not taken any more is not recorded either.
    recordAudio: changed.audio && changed.recordAudio,
    sourceUrl: inAddress.sourceUrl,
    subSourceUrl: inAddress.subSourceUrl,
    username: (changes.username ?? inAddress.username) || changed.username,
    password: (changes.password ?? inAddress.password) || changed.password,
  };
}

/** Some passwords hold a percent sign that escapes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
