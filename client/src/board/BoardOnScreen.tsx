/** The whole dispatch board on a big screen: it is looked at, and nothing on it opens. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { BoardColumns } from './BoardColumns.tsx';
import classes from './BoardPage.module.css';
import { boardOf } from './board.rules.ts';

const EVERY_MS = 10_000;

export function BoardOnScreen() {
  const { t } = useTranslation();
  const { site } = useSession();
  const time = useTimeText();
  const isLoaded = useSite(({ loaded }) => loaded);
  const incidents = useSite((all) => all.incidents);
  const nowMs = useNowMs(EVERY_MS);
  const board = useMemo(
    () => boardOf(forAllEyes(incidents.values()), { isOverdueOnly: false }, { nowMs, timeZone: site.timeZone }),
    [incidents, nowMs, site.timeZone],
  );
  return (
    <div className={classes.onScreen}>
      <header>
        <strong>{site.name}</strong>
        <h1>{t('board.title')}</h1>
        <time>{time.dateTime(nowMs)}</time>
      </header>
      {isLoaded ? <BoardColumns board={board} nowMs={nowMs} chosenId={null} onOpen={() => {}} /> : <Loading />}
    </div>
  );
}

/** Whoever is signed in there, a hall looks on. */
function forAllEyes(incidents: Iterable<Incident>): Incident[] {
  return [...incidents].filter(({ confidential }) => !confidential);
}
