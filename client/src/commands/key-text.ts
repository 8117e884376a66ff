/** Keys as they are printed on a keyboard. */

const PRINTED: Record<string, string> = {
  $mod: 'Ctrl',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ContextMenu: '▤',
  Delete: 'Del',
  Equal: '+',
  Escape: 'Esc',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
};

/** `$mod+k` → `Ctrl`, `K`. */
export function keyText(keys: string): string[] {
  return keys.split('+').map((key) => PRINTED[key] ?? printed(key));
}

function printed(key: string): string {
  const digit = /^Digit(\d)$/.exec(key);
  if (digit?.[1]) return digit[1];
  return key.length === 1 ? key.toUpperCase() : key;
}
