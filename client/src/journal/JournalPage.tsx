/** The record of who did what and when: newest first, a part or all of it, each entry in full. */
import { Button } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconHandClick,
  IconHistory,
  IconRefresh,
  IconSearch,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { JournalDetail } from './JournalDetail.tsx';
import { JournalFilters } from './JournalFilters.tsx';
import classes from './JournalPage.module.css';
import { JournalTable } from './JournalTable.tsx';
import { TakeOut } from './TakeOut.tsx';
import { type JournalAsk, useJournalPage } from './use-journal.ts';
import { VerifyJournal } from './VerifyJournal.tsx';

export function JournalPage() {
  const { t } = useTranslation();
  const [ask, setAsk] = useState<JournalAsk>({});
  /** The oldest entry of each page above this one. */
  const [above, setAbove] = useState<number[]>([]);
  const [chosenSeq, setChosenSeq] = useState<number | null>(null);
  const journal = useJournalPage(ask, above.at(-1) ?? null);
  const chosen = journal.entries.find(({ seq }) => seq === chosenSeq);
  const isFiltered = Object.keys(ask).length > 0;
  const change = (next: JournalAsk) => {
    setAsk(next);
    setAbove([]);
  };
  const { older } = journal;

  return (
    <Page
      title={t('journal.title')}
      note={t('journal.hint')}
      actions={
        <>
          <TakeOut ask={ask} />
          <VerifyJournal />
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={journal.isRefreshing}
            onClick={() => (above.length > 0 ? setAbove([]) : journal.refresh())}
          >
            {t('journal.newest')}
          </Button>
        </>
      }
    >
      <div className={classes.whole}>
        <JournalFilters key={ask.subject ?? ''} ask={ask} onChange={change} />
        <div className={classes.desk}>
          <section className={classes.list} aria-label={t('journal.title')}>
            {journal.isLoading && <Loading />}
            {journal.thrown && journal.entries.length === 0 && (
              <Failed thrown={journal.thrown} onRetry={journal.refresh} />
            )}
            {!journal.isLoading && !journal.thrown && journal.entries.length === 0 && (
              <Empty
                icon={isFiltered ? IconSearch : IconHistory}
                title={t(isFiltered ? 'journal.noMatch' : 'journal.empty')}
                hint={t(isFiltered ? 'journal.noMatchHint' : 'journal.emptyHint')}
              />
            )}
            {journal.entries.length > 0 && (
              <>
                <JournalTable entries={journal.entries} chosenSeq={chosenSeq} onChoose={setChosenSeq} />
                <footer className={classes.pages}>
                  <Button
                    variant="default"
                    leftSection={<IconChevronLeft size={16} />}
                    disabled={above.length === 0}
                    onClick={() => setAbove(above.slice(0, -1))}
                  >
                    {t('audit.newer')}
                  </Button>
                  <span>{t('audit.page', { number: above.length + 1 })}</span>
                  <Button
                    variant="default"
                    rightSection={<IconChevronRight size={16} />}
                    disabled={older === null}
                    onClick={() => older !== null && setAbove([...above, older])}
                  >
                    {t('audit.older')}
                  </Button>
                  {older === null && <span>{t('journal.end')}</span>}
                </footer>
              </>
            )}
          </section>
          <section className={classes.detail} aria-label={t('journal.body')}>
            {chosen ? (
              <JournalDetail
                key={chosen.seq}
                entry={chosen}
                onOnlySubject={() => change({ kind: chosen.kind, subject: chosen.subject })}
              />
            ) : (
              <Empty icon={IconHandClick} title={t('journal.noneSelected')} />
            )}
          </section>
        </div>
      </div>
    </Page>
  );
}
