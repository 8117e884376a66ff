/** What the commands of load share: how their options are read, and how Ctrl-C ends them. */

/** Aborted by the first signal: whoever runs ends what it started. */
export function endedBySignal(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => ending.abort());
  return ending.signal;
}

export function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) refuse(`${name}: ${text} is no whole number`);
  return value;
}

export function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) refuse(`${name}: ${text} is not above 0`);
  return value;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
