/** Which field a refusal is about. */
import { expect, test } from 'vitest';
import { fieldOf } from '../../../client/src/cameras/form-failure.ts';

test('a refused request names its field', () => {
  expect(fieldOf({ code: 'INVALID_REQUEST', detail: { field: 'sourceUrl' } })).toBe('sourceUrl');
});

test('a mistake inside a field is the field’s', () => {
  expect(fieldOf({ code: 'INVALID_REQUEST', detail: { field: 'position.longitude' } })).toBe('position');
});

test.each([
  ['ACCOUNT_TAKEN', 'account'],
  ['PASSWORD_TOO_WEAK', 'password'],
  ['GROUP_NOT_FOUND', 'groupId'],
] as const)('%s is about the field %s', (code, field) => {
  expect(fieldOf({ code, detail: {} })).toBe(field);
});

test('what is about no field is said above the form', () => {
  expect([fieldOf({ code: 'INTERNAL', detail: {} }), fieldOf({ code: 'INVALID_REQUEST', detail: {} })]).toEqual([
    null,
    null,
  ]);
});
