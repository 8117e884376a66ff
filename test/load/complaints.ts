/** What the product said that it should not have to say, whatever cameras and networks do. */

/** Of ends that were brought about from outside. */
const EXPECTED = new Set(['media node ended and will be started again', 'SFU worker died']);
const ERROR_LEVEL = 50;

/** Lines of the log: errors nobody expected, and what is no line of a log but a crash. */
export function complaintsIn(said: string): string[] {
  const lines = said.split('\n');
  return lines.filter((line) => {
    const entry = parse(line);
    if (!entry) return /^\S*Error\b|^ {4}at |^node:internal/.test(line);
    if (line.includes('INTERNAL')) return true;
    // Questions that were on their way when the node or its worker was killed.
    const wasOnItsWay = entry.code === 'MEDIA_NODE_AWAY' || entry.err?.message?.includes('pending request aborted');
    return (entry.level ?? 0) >= ERROR_LEVEL && !wasOnItsWay && !EXPECTED.has(entry.msg ?? '');
  });
}

/** How often a media node that ended was started again. */
export function restartsIn(said: string): number {
  return said.split('\n').filter((line) => parse(line)?.msg === 'media node ended and will be started again').length;
}

function parse(line: string): { level?: number; msg?: string; code?: string; err?: { message?: string } } | undefined {
  try {
    return line.startsWith('{') ? JSON.parse(line) : undefined;
  } catch {
    return undefined;
  }
}
