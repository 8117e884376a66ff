/** What public/early.js asked for before this code was there. Each answer is given out once. */
export async function takeEarly(address: string): Promise<Response | undefined> {
  const asked: unknown = Reflect.get(window, 'askedEarly');
  if (!(asked instanceof Map)) return undefined;
  const asking: unknown = asked.get(address);
  asked.delete(address);
  const answer = await asking;
  // One that was refused is asked for again: somebody may have signed in meanwhile.
  return answer instanceof Response && answer.ok ? answer : undefined;
}
