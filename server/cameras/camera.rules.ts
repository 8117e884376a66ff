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

export type Stored = Camera & { password: string };

/** What is left out stays as it is. */
export function change(camera: Stored, changes: ChangeCamera): Stored {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed: Stored = { ...camera, ...given };
  const { sourceUrl = camera.sourceUrl, subSourceUrl = camera.subSourceUrl } = changes;
  const inAddress = takeOutAll({ sourceUrl, subSourceUrl, username: '', password: '' });
  return {
    ...changed,
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
