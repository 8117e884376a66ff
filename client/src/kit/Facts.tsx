/** Named facts, one under the other; what is empty is left out. */
import { Fragment, type ReactNode } from 'react';
import classes from './Facts.module.css';

export type Fact = readonly [name: string, value: ReactNode];

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        isEmpty(value) ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

export function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === false || value === '';
}
