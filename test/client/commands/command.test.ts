import { expect, test, vi } from 'vitest';
import { type Command, CommandRegistry } from '../../../client/src/commands/command.ts';
import { keyText } from '../../../client/src/commands/key-text.ts';

const acknowledge: Command = { id: 'alerts.acknowledge', group: 'alerts', label: '确认', keys: ['a'], run: () => {} };

test('two commands cannot share a key', () => {
  const registry = new CommandRegistry();
  registry.add(acknowledge);
  expect(() => registry.add({ ...acknowledge, id: 'wall.audible', keys: ['m', 'a'] })).toThrow(/shares a key/);
});

test('a command cannot be added twice', () => {
  const registry = new CommandRegistry();
  registry.add(acknowledge);
  expect(() => registry.add({ ...acknowledge, keys: ['b'] })).toThrow(/exists/);
});

test('a command that is taken back frees its key, and those who list hear of it', () => {
  const registry = new CommandRegistry();
  const heard = vi.fn();
  const remove = registry.add(acknowledge);
  registry.onChange(heard);
  remove();
  remove();
  registry.add({ ...acknowledge, id: 'wall.audible' });
  expect(registry.list().map(({ id }) => id)).toEqual(['wall.audible']);
  expect(heard).toHaveBeenCalledTimes(2);
});

test('a command that is not possible now is not run', () => {
  const registry = new CommandRegistry();
  const run = vi.fn();
  registry.add({ ...acknowledge, enabled: () => false, run });
  registry.run(acknowledge.id);
  expect(run).not.toHaveBeenCalled();
});

test.each([
  ['$mod+k', ['Ctrl', 'K']],
  ['Alt+Digit9', ['Alt', '9']],
  ['ArrowLeft', ['←']],
  ['Delete', ['Del']],
])('%s is printed as on a keyboard', (keys, printed) => {
  expect(keyText(keys)).toEqual(printed);
});
