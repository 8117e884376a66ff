/** How made-up history of the demo street is told from what happened: by a mark that stands in every title. */

/** Stands before the title wherever it is shown, printed or given out. */
export const DEMO_MARK = '【演示】';

export function isDemo({ title }: { title: string }): boolean {
  return title.startsWith(DEMO_MARK);
}
