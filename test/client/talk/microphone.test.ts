/** Why there is no microphone, by what browsers throw. */
import { expect, test } from 'vitest';
import { microphoneFailure } from '../../../client/src/talk/microphone.ts';

test.each([
  ['NotAllowedError', 'MICROPHONE_DENIED', {}],
  ['SecurityError', 'MICROPHONE_DENIED', {}],
  ['NotFoundError', 'MICROPHONE_MISSING', {}],
  ['OverconstrainedError', 'MICROPHONE_MISSING', {}],
  ['NotReadableError', 'MICROPHONE_BUSY', { reason: 'NotReadableError' }],
  ['AbortError', 'MICROPHONE_BUSY', { reason: 'AbortError' }],
])('%s is told as %s', (name, code, detail) => {
  expect(microphoneFailure(new DOMException('', name))).toMatchObject({ code, detail });
});

test('what has no name is told as busy all the same', () => {
  expect(microphoneFailure('broken')).toMatchObject({ code: 'MICROPHONE_BUSY', detail: { reason: 'unknown' } });
});
