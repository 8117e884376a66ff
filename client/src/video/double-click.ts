/** A double click on a picture. Two presses of a button that lies on it are none. */
import type { MouseEvent } from 'react';

export function onPicture(act: () => void): (event: MouseEvent) => void {
  return ({ target }) => {
    if (target instanceof Element && target.closest('button') === null) act();
  };
}
