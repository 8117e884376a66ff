/** The frame of a workspace that is a list: its title, what it counts, its actions, its content. */
import type { ReactNode } from 'react';
import classes from './Page.module.css';

type PageProps = { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Page({ title, note, actions, children }: PageProps) {
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1>{title}</h1>
        {note && <span className={classes.note}>{note}</span>}
        <div className={classes.actions}>{actions}</div>
      </header>
      <div className={classes.body}>{children}</div>
    </main>
  );
}
