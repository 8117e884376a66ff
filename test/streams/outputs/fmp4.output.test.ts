import { expect, test } from 'vitest';
import { type Fmp4Message, Fmp4Output } from '../../../streams/outputs/fmp4.output.ts';
import { stream, unit } from '../../fixtures/units.ts';

function open() {
  const said: Fmp4Message[] = [];
  const sent: Buffer[] = [];
  const channel = {
    waitingBytes: 0,
    say: (message: Fmp4Message) => said.push(message),
    send: (bytes: Buffer) => sent.push(bytes),
  };
  return { channel, said, sent, output: new Fmp4Output(channel) };
}

const kinds = (said: readonly Fmp4Message[]) => said.map(({ kind }) => kind);
const nameAt = (bytes: Buffer | undefined) => bytes?.toString('latin1', 4, 8);

test('a viewer begins with what is cached, as one fragment, and then gets each picture as one', () => {
  const { output, said, sent } = open();
  const [cached, live] = [stream(1), stream(1, 1)];
  output.start(cached);
  expect(sent.map(nameAt)).toEqual(['ftyp', 'moof']);
  expect(said[0]).toMatchObject({ kind: 'start', codec: expect.stringMatching(/^avc1\./) });
  for (const each of live.slice(1)) output.take(each);
  expect(sent.slice(2).map(nameAt)).toEqual(live.slice(1).map(() => 'moof'));
});

test('without a cache it begins at the next key frame', () => {
  const { output, sent } = open();
  output.start([]);
  output.take(unit(0));
  expect(sent).toEqual([]);
  output.take(unit(3_600, { isKey: true }));
  expect(sent.map(nameAt)).toEqual(['ftyp', 'moof']);
});

test('who falls behind goes on at a key frame once it has caught up, and is told what it lost', () => {
  const { output, channel, said, sent } = open();
  const pictures = stream(6);
  output.start(pictures.slice(0, 1));
  channel.waitingBytes = 2_000_000;
  for (const each of pictures.slice(1, 60)) output.take(each);
  expect(sent).toHaveLength(2);
  channel.waitingBytes = 600_000;
  for (const each of pictures.slice(60, 110)) output.take(each);
  expect(sent).toHaveLength(2);
  channel.waitingBytes = 0;
  for (const each of pictures.slice(110)) output.take(each);
  // The key frames are the 50th and the 100th; at both it was still behind.
  expect(kinds(said)).not.toContain('lost');
  for (const each of stream(1, 6)) output.take(each);
  expect(said.filter(({ kind }) => kind === 'lost')).toEqual([{ kind: 'lost', pictures: 149 }]);
  expect(sent).toHaveLength(2 + 25);
});

test('new parameter sets begin anew', () => {
  const { output, said, sent } = open();
  output.start(stream(1));
  const changed = stream(1, 2).map((each) => ({ ...each, parameterSets: { ...each.parameterSets } }));
  const first = changed[0]?.parameterSets;
  for (const each of changed) output.take(first ? { ...each, parameterSets: first } : each);
  expect(kinds(said).filter((kind) => kind === 'start')).toHaveLength(2);
  expect(sent.map(nameAt).filter((name) => name === 'ftyp')).toHaveLength(2);
});

test('a long interval does not cost two megabytes more: it goes out as the viewer takes it, whole and in order', () => {
  const { output, channel, sent, said } = open();
  const cached = stream(2).map(({ ticks, isKey }) => unit(ticks, { isKey, byteCount: 100_000 }));
  output.start(cached);
  const bytesOf = (buffers: readonly Buffer[]) => buffers.reduce((sum, { length }) => sum + length, 0);
  expect(bytesOf(sent)).toBeLessThan(2_100_000);
  channel.waitingBytes = 1_950_000;
  output.take(unit(180_000, { byteCount: 100_000 }));
  expect(bytesOf(sent)).toBeLessThan(2_100_000);
  channel.waitingBytes = 0;
  for (const ticks of [183_600, 187_200]) output.take(unit(ticks, { byteCount: 100_000 }));
  expect(Math.round(bytesOf(sent) / 100_000)).toBe(cached.length + 3);
  expect(kinds(said)).not.toContain('lost');
});

test('what is still waiting when the next interval begins is left out, and that is said', () => {
  const { output, channel, said } = open();
  output.start(stream(2).map(({ ticks, isKey }) => unit(ticks, { isKey, byteCount: 100_000 })));
  channel.waitingBytes = 1_950_000;
  output.take(unit(180_000, { isKey: true, byteCount: 100_000 }));
  channel.waitingBytes = 0;
  output.take(unit(183_600, { byteCount: 100_000 }));
  expect(said.filter(({ kind }) => kind === 'lost')).toEqual([{ kind: 'lost', pictures: 31 }]);
});
