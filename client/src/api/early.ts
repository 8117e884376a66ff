/** What early.js asked for before this code was there. Each answer is given out once, to the first who asks. */

/** Undefined where nothing was asked for, or it was refused: somebody may have signed in meanwhile. */
export async function takeEarly(address: string, signal: AbortSignal | null): Promise<{ body: unknown } | undefined> {
  const asked: unknown = Reflect.get(window, 'askedEarly');
  if (!(asked instanceof Map)) {
    Reflect.set(window, 'askedEarly', new Map());
    return undefined;
  }
  const asking: unknown = asked.get(address);
  asked.delete(address);
  const answer = await Promise.race([asking, ...(signal ? [aborted(signal)] : [])]);
  return isAnswer(answer) ? answer : undefined;
}

function isAnswer(answer: unknown): answer is { body: unknown } {
  return typeof answer === 'object' && answer !== null && 'body' in answer;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
