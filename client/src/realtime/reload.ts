/** Loads the page again when the server serves another build, once nobody is typing. */

const LOOK_EVERY_MS = 2_000;
const TYPING = 'input:not([type=checkbox]), textarea, [role=dialog]';
/** Something that only this page has. */
const UNSAVED = '[role=dialog], [data-unsaved=true]';

let ownBuild: string | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

/** The first build heard of is the one this page came with. */
export function reloadWhenQuiet(build: string): void {
  ownBuild ??= build;
  if (build === ownBuild || timer) return;
  timer = setInterval(() => {
    if (!isTyping()) window.location.reload();
  }, LOOK_EVERY_MS);
}

function isTyping(): boolean {
  const focused = document.activeElement;
  return document.querySelector(UNSAVED) !== null || (focused?.matches(TYPING) ?? false);
}
