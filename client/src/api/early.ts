/** What public/early.js asked for before this code was there. Each answer is given out once, to the first who asks. */
export async function takeEarly(address: string, signal: AbortSignal | null): Promise<Response | undefined> {
  const asked: unknown = Reflect.get(window, 'askedEarly');
  if (!(asked instanceof Map)) {
    Reflect.set(window, 'askedEarly', new Map());
    return undefined;
  }
  const asking: unknown = asked.get(address);
  asked.delete(address);
  const answer = await Promise.race([asking, ...(signal ? [aborted(signal)] : [])]);
  // One that was refused is asked for again: somebody may have signed in meanwhile.
  return answer instanceof Response && answer.ok ? answer : undefined;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
