/** Keys, drawn as keys. */
import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import classes from './Keys.module.css';
import { keyText } from './key-text.ts';

export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(' ').map((press) => (
        <Fragment key={press}>
          {keyText(press).map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
