/** Whether a queue is on the screen, which shows new alerts better than a passing message over it. */

let shownCount = 0;

/** Returns the way to say that it is gone. */
export function queueIsShown(): () => void {
  shownCount += 1;
  return () => {
    shownCount -= 1;
  };
}

export function isQueueOnScreen(): boolean {
  return shownCount > 0;
}
