/** What ends the set-up: a sentence that tells a person what is wrong and what to do about it. */
export class Refusal extends Error {
  name = 'Refusal';
}
