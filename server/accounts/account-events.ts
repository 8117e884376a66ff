/** What happens to people's access while they are signed in; heard by sockets and by the media node's keeper. */
import type { ErrorCode } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';

const log = newLogger('accounts');

export type AccountEvents = {
  sessionEnded: [ended: { sessionId: string; personId: string; code: ErrorCode }];
  personChanged: [person: Person, rightsChanged: boolean];
};

export function newAccountEvents(): Emitter<AccountEvents> {
  return new Emitter((thrown, event) => log.error({ err: thrown, event }, 'listener failed'));
}
