/** Fields that belong together, in a frame with their name on it. */
import type { ReactNode } from 'react';
import classes from './FormPart.module.css';

export function FormPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
