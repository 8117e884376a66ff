/** The longest task of the page's main thread in a trace of Chromium. Pure. */

type TraceEvent = { ph: string; name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: unknown };
export type LongestTask = { longestMs: number; longestCpuMs: number };

const TASK = 'ThreadControllerImpl::RunTask';
const MAIN_THREAD = 'CrRendererMain';

/** By the clock on the wall, and by what the processor did of the one that took most of it. */
export function longestTask(events: readonly TraceEvent[]): LongestTask {
  const threads = new Set(events.filter(isMainThreadName).map(threadOf));
  const tasks = events.filter((event) => event.ph === 'X' && event.name === TASK && threads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('the trace has no task of the page');
  return {
    longestMs: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1_000,
    longestCpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000,
  };
}

function isMainThreadName({ ph, name, args }: TraceEvent): boolean {
  return ph === 'M' && name === 'thread_name' && JSON.stringify(args ?? null).includes(MAIN_THREAD);
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}
