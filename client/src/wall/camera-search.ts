/** Whether a camera is the one somebody types: by a part of its name, its pinyin, or its code. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';

/** Whether a text reads as those letters: whole syllables, or only their first letters. */
export type ReadsAs = (text: string, letters: string) => boolean;

/**
 * Several words must all fit. `readsAs` is undefined until the dictionary is there: then names and codes alone count.
 * `alsoOf` says what else of a camera is looked through.
 */
export function isWanted(
  typed: string,
  readsAs: ReadsAs | undefined,
  alsoOf: (camera: Camera) => readonly string[] = () => [],
): (camera: Camera) => boolean {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return (camera) => {
    const texts = [camera.name, camera.code, ...alsoOf(camera)].map((text) => text.toLowerCase());
    const isIn = (word: string) => texts.some((text) => text.includes(word));
    const isReadAs = (word: string) => readsAs !== undefined && /^[a-z0-9]+$/.test(word) && readsAs(camera.name, word);
    return words.every((word) => isIn(word) || isReadAs(word));
  };
}
