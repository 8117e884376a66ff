/** A camera's place being changed while others may change it too. */
import { expect, test } from 'vitest';
import { changesOf, differences, newDraft, rebased } from '../../../client/src/map/place-draft.rules.ts';
import { camera } from '../site-things.ts';
import { at } from './map-places.ts';

const GATE = camera('gate', { position: at(113.32, 23.095), bearingDegrees: 350 });

test('nothing is to be saved where nothing was changed', () => {
  expect(changesOf(newDraft(GATE))).toEqual({});
});

test('only what was changed is sent', () => {
  const draft = newDraft(GATE);
  const turned = { ...draft, typed: { ...draft.typed, bearingDegrees: 10 } };
  expect(changesOf(turned)).toEqual({ bearingDegrees: 10 });
});

test('an emptied direction is none', () => {
  const draft = newDraft(GATE);
  expect(changesOf({ ...draft, typed: { ...draft.typed, bearingDegrees: '' } })).toEqual({ bearingDegrees: null });
});

test('another name of the camera is no other place', () => {
  expect(differences(newDraft(GATE).start, newDraft({ ...GATE, name: '西门' }).start)).toEqual([]);
});

test('gone on from what somebody else saved, what was changed here stays and the rest is theirs', () => {
  const draft = newDraft(GATE);
  const turned = { ...draft, typed: { ...draft.typed, bearingDegrees: 10 } };
  const theirs = { ...GATE, position: at(113.33, 23.1), bearingDegrees: 90 };
  const next = rebased(turned, theirs);
  expect(next.typed).toMatchObject({ longitude: 113.33, latitude: 23.1, bearingDegrees: 10 });
  expect(changesOf(next)).toEqual({ bearingDegrees: 10 });
});
