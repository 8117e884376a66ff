/** The buttons in a tile's corner, shown while it is pointed at or has the focus. */
import type { ReactNode } from 'react';
import classes from './TileActions.module.css';

/** `isAlwaysShown`: where there is no picture that they would cover. */
export function TileActions({ isAlwaysShown = false, children }: { isAlwaysShown?: boolean; children: ReactNode }) {
  return (
    <div className={classes.actions} data-always={isAlwaysShown}>
      {children}
    </div>
  );
}
