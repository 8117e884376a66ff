/** A heading lasts as long as its key is down, whatever that key is called meanwhile. */
import { expect, test } from 'vitest';
import { HeldKeys } from '../../../client/src/ptz/held-keys.ts';

test('a key that Shift gave another name ends what it began when it is let go', () => {
  const keys = new HeldKeys();
  keys.down({ key: ']', code: 'BracketRight' });
  expect(keys.hold('focusFar', ']')).toBe(true);
  keys.down({ key: 'Shift', code: 'ShiftLeft' });
  keys.up({ key: '}', code: 'BracketRight' });
  expect(keys.headings).toEqual([]);
});

test('what is held with Shift ends when Shift is let go, and the rest goes on', () => {
  const keys = new HeldKeys();
  keys.down({ key: '[', code: 'BracketLeft' });
  keys.hold('focusNear', '[');
  keys.down({ key: 'Shift', code: 'ShiftLeft' });
  keys.down({ key: 'ArrowLeft', code: 'ArrowLeft' });
  keys.hold('left', 'Shift+ArrowLeft');
  keys.up({ key: 'Shift', code: 'ShiftLeft' });
  expect(keys.headings).toEqual(['focusNear']);
});

test('a command from the palette holds no key', () => {
  expect(new HeldKeys().hold('left', 'Shift+ArrowLeft')).toBe(false);
});
