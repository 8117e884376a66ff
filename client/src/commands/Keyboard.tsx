/** Runs commands by their keys, unless somebody is typing or answers a dialog. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useCommandList } from './use-commands.ts';

const TYPING =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=dialog] *, [role=menu] *';
/** These must work from everywhere. */
const ALWAYS = ['general.palette'];
/** Keys a focused control needs for itself. */
const OF_CONTROLS = ['Enter', 'Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete'];

export function Keyboard() {
  const list = useCommandList();
  useEffect(() => {
    const bindings = list.flatMap(({ id, keys = [], run, enabled }) =>
      keys.map((key) => {
        const press = (event: KeyboardEvent) => {
          if (isTaken(event, id, key) || !(enabled?.() ?? true)) return;
          event.preventDefault();
          run(key);
        };
        return [key, press] as const;
      }),
    );
    return tinykeys(window, Object.fromEntries(bindings), { ignore: () => false });
  }, [list]);
  return null;
}

function isTaken(event: KeyboardEvent, id: string, key: string): boolean {
  if (ALWAYS.includes(id)) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  if (target.matches(TYPING)) return true;
  return OF_CONTROLS.includes(key) && target.closest('button, a, [role=radiogroup], [role=tablist], summary') !== null;
}
