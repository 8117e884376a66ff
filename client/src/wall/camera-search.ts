/** Whether a camera is the one somebody types: by a part of its name, its pinyin, or its code. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';

/** Whether a text reads as those letters: whole syllables, or only their first letters. */
export type ReadsAs = (text: string, letters: string) => boolean;

/** Several words must all fit. `readsAs` is undefined until the dictionary is there: then names and codes alone count. */
export function isWanted(typed: string, readsAs: ReadsAs | undefined): (camera: Camera) => boolean {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return ({ name, code }) =>
    words.every(
      (word) =>
        name.toLowerCase().includes(word) ||
        code.toLowerCase().includes(word) ||
        (readsAs !== undefined && /^[a-z0-9]+$/.test(word) && readsAs(name, word)),
    );
}
