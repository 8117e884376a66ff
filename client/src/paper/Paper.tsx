/**
 * A report on paper: what it is of, who printed it and when, and all that is given. On the
 * screen it is not there; it prints itself once everything is said and its pictures are there.
 */
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type Fact, isEmpty } from '../kit/Facts.tsx';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Paper.module.css';

/** A picture that takes longer is left out rather than waited for. */
const PICTURES_WITHIN_MS = 10_000;

type PaperProps = {
  title: string;
  /** What is empty is left out. */
  facts: readonly Fact[];
  /** Wide tables lie on their side. */
  page?: 'upright' | 'lying';
  isReady?: boolean;
  onDone: () => void;
  children?: ReactNode;
};

export function Paper({ title, facts, page = 'upright', isReady = true, onDone, children }: PaperProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { person, site } = useSession();
  const paper = useRef<HTMLElement>(null);
  const printedAtMs = useRef(Date.now());
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    if (!isReady) return;
    let isWanted = true;
    const over = () => done.current();
    window.addEventListener('afterprint', over);
    void picturesIn(paper.current).then(() => isWanted && window.print());
    return () => {
      isWanted = false;
      window.removeEventListener('afterprint', over);
    };
  }, [isReady]);

  const head: readonly Fact[] = [
    [t('paper.site'), site.name],
    ...facts,
    [t('paper.by'), `${person.name}（${person.account}）${person.unit}`],
    [t('paper.at'), time.dateTime(printedAtMs.current)],
  ];

  return createPortal(
    <article className={classes.paper} ref={paper} data-page={page} data-report={isReady ? 'ready' : 'waiting'}>
      <h1>{title}</h1>
      <dl>
        {head.map(([name, value]) =>
          isEmpty(value) ? null : (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
        )}
      </dl>
      {children}
    </article>,
    document.body,
  );
}

async function picturesIn(paper: HTMLElement | null): Promise<void> {
  const pictures = [...(paper?.querySelectorAll('img') ?? [])];
  const late = new Promise((resolve) => setTimeout(resolve, PICTURES_WITHIN_MS));
  await Promise.race([late, Promise.allSettled(pictures.map((picture) => picture.decode()))]);
}
