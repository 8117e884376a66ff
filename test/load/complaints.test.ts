/** What chaos and soak take for a complaint of the product. */
import { expect, test } from 'vitest';
import { complaintsIn, restartsIn } from './complaints.ts';

const ENDED = '{"level":50,"part":"child-node","signal":"SIGKILL","msg":"media node ended and will be started again"}';
const AWAY = '{"level":50,"part":"retention","code":"MEDIA_NODE_AWAY","msg":"recordings were not swept"}';
const ABORTED =
  '{"level":50,"part":"door","err":{"message":"Channel closed, pending request aborted [id:1]"},"msg":"question failed"}';
const SAID = '  Console: http://127.0.0.1:8080';
const WARNING = '{"level":40,"part":"rtsp","msg":"something odd"}';

test('ends that were brought about, warnings and plain sentences are none', () => {
  expect(complaintsIn([SAID, ENDED, AWAY, ABORTED, WARNING].join('\n'))).toEqual([]);
  expect(restartsIn([SAID, ENDED, ENDED].join('\n'))).toBe(2);
});

test.each([
  '{"level":50,"part":"realtime","msg":"request failed"}',
  '{"level":50,"part":"door","err":{"message":"Channel closed, cannot send request [id:1]"},"msg":"question failed"}',
  '{"level":40,"code":"INTERNAL","msg":"camera lost"}',
  "TypeError: Cannot read properties of undefined (reading 'x')",
])('%s is one', (line) => {
  expect(complaintsIn([SAID, line, ENDED].join('\n'))).toEqual([line]);
});
