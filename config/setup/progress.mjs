/** What the set-up says on the terminal: a line when a step begins and a line with its time when it is done. */

/** Runs a step that has real work to do. Steps with none never come here, so they print nothing. */
export async function step(title, work) {
  const startedMs = Date.now();
  say(`${title} …`);
  const result = await work();
  say(`${title}: done in ${elapsed(Date.now() - startedMs)}`);
  return result;
}

export function say(line) {
  console.log(`[setup] ${line}`);
}

/** A percentage that counts up in place on a terminal, and by tens where output goes to a file. */
export function openPercentage(title) {
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r[setup] ${title}: ${percent} %${percent === 100 ? '\n' : ''}`);
    } else if (shown < 0 || Math.floor(percent / 10) > Math.floor(shown / 10)) {
      say(`${title}: ${percent} %`);
    }
    shown = percent;
  };
}

function elapsed(ms) {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}
