/** One symbol of the map as it stands in the legend and in words beside it. */
import { SYMBOL_BOX, SYMBOLS, type SymbolName } from './map-symbols.ts';
import classes from './SymbolIcon.module.css';

export function SymbolIcon({ name, size = 16 }: { name: SymbolName; size?: number }) {
  const { path, isFilled, mark, tone } = SYMBOLS[name];
  return (
    <svg
      className={classes.symbol}
      width={size}
      height={size}
      viewBox={`0 0 ${SYMBOL_BOX} ${SYMBOL_BOX}`}
      data-tone={tone}
      data-filled={isFilled}
      aria-hidden="true"
    >
      <path className={classes.outline} d={path} />
      {mark && <path className={classes.mark} d={mark} />}
    </svg>
  );
}
