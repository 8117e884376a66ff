/** The buttons in a tile's corner, shown while it is pointed at or has the focus. */
import type { ReactNode } from 'react';
import classes from './TileActions.module.css';

/** `isAlwaysShown`: where there is no picture that they would cover. */
export function TileActions({ isAlwaysShown = false, children }: { isAlwaysShown?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: two presses of a button are no double click on the picture
    <div className={classes.actions} data-always={isAlwaysShown} onDoubleClick={(event) => event.stopPropagation()}>
      {children}
    </div>
  );
}
