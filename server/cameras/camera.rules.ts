/** What a camera is made of and who may see it. Pure. */
import type { Camera, ChangeCamera } from '../../config/contract/camera.ts';
import type { Person } from '../../config/contract/person.ts';
import { may, mayReach, maySee, type Scope } from '../../config/contract/rights.ts';

export function cameraScope(camera: Pick<Camera, 'groupId'>): Scope {
  return { action: 'camera.view', cameraGroupId: camera.groupId };
}

export function maySeeCamera(person: Person, camera: Camera): boolean {
  return maySee(person, cameraScope(camera));
}

export function mayWatch(person: Person, camera: Camera): boolean {
  return !person.disabled && may(person, 'camera.watch') && mayReach(person, camera.groupId);
}

export type Address = { rtspUrl: string; username: string; password: string };

const WITH_CREDENTIALS = /^(rtsp:\/\/)([^/]*)@(.*)$/i;

/** Takes a user name and password out of an address; what is given beside the address wins. */
export function takeOutCredentials({ rtspUrl, username, password }: Address): Address {
  const [, scheme = '', credentials = '', rest = ''] = WITH_CREDENTIALS.exec(rtspUrl) ?? [];
  if (scheme === '') return { rtspUrl, username, password };
  const [inUsername = '', ...inPassword] = credentials.split(':');
  return {
    rtspUrl: `${scheme}${rest}`,
    username: username || decoded(inUsername),
    password: password || decoded(inPassword.join(':')),
  };
}

type TwoAddresses = Address & { subRtspUrl: string };

/** Both addresses without credentials; those of the main stream win. */
export function takeOutAll({ subRtspUrl, ...main }: TwoAddresses): TwoAddresses {
  const { rtspUrl, ...ofMain } = takeOutCredentials(main);
  const { rtspUrl: withoutCredentials, ...credentials } = takeOutCredentials({ rtspUrl: subRtspUrl, ...ofMain });
  return { rtspUrl, subRtspUrl: withoutCredentials, ...credentials };
}

export type Stored = Camera & { password: string };

/** What is left out stays as it is. */
export function change(camera: Stored, changes: ChangeCamera): Stored {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed: Stored = { ...camera, ...given };
  const { rtspUrl = camera.rtspUrl, subRtspUrl = camera.subRtspUrl } = changes;
  const inAddress = takeOutAll({ rtspUrl, subRtspUrl, username: '', password: '' });
  return {
    ...changed,
    rtspUrl: inAddress.rtspUrl,
    subRtspUrl: inAddress.subRtspUrl,
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
