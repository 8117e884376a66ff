/** The record of who did what and when: newest first, by kind and subject, and each entry in full. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconHandClick, IconHistory, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JournalKind } from '../../../config/contract/journal.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { JournalDetail } from './JournalDetail.tsx';
import classes from './JournalPage.module.css';
import { JournalTable } from './JournalTable.tsx';
import { type JournalFilter, useJournal } from './use-journal.ts';

const ALL: JournalFilter = { kind: null, subject: '' };

export function JournalPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(ALL);
  const [chosenSeq, setChosenSeq] = useState<number | null>(null);
  const journal = useJournal(filter);
  const chosen = journal.entries.find(({ seq }) => seq === chosenSeq);
  const isFiltered = filter.kind !== null || filter.subject !== '';

  return (
    <Page
      title={t('journal.title')}
      note={t('journal.hint')}
      actions={
        <>
          <Filters key={filter.subject} filter={filter} onChange={setFilter} />
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={journal.isRefreshing}
            onClick={journal.refresh}
          >
            {t('journal.newest')}
          </Button>
        </>
      }
    >
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
              <footer className={classes.more}>
                {journal.thrown ? <Failed thrown={journal.thrown} onRetry={journal.loadMore} /> : null}
                {journal.hasMore ? (
                  <Button variant="default" loading={journal.isLoadingMore} onClick={journal.loadMore}>
                    {t('journal.more')}
                  </Button>
                ) : (
                  <span>{t('journal.end')}</span>
                )}
              </footer>
            </>
          )}
        </section>
        <section className={classes.detail} aria-label={t('journal.body')}>
          {chosen ? (
            <JournalDetail
              key={chosen.seq}
              entry={chosen}
              onOnlySubject={() => setFilter({ kind: chosen.kind, subject: chosen.subject })}
            />
          ) : (
            <Empty icon={IconHandClick} title={t('journal.noneSelected')} />
          )}
        </section>
      </div>
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: JournalFilter; onChange: (filter: JournalFilter) => void }) {
  const { t } = useTranslation();
  const [subject, setSubject] = useState(filter.subject);
  return (
    <form
      className={classes.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ ...filter, subject: subject.trim() });
      }}
    >
      <Select
        size="xs"
        w={150}
        aria-label={t('journal.kindLabel')}
        placeholder={t('journal.allKinds')}
        clearable
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
        data={JournalKind.options.map((kind) => ({ value: kind, label: t(`journal.kind.${kind}`) }))}
      />
      <TextInput
        size="xs"
        w={250}
        type="search"
        aria-label={t('journal.subjectSearch')}
        placeholder={t('journal.subjectSearch')}
        leftSection={<IconSearch size={14} />}
        value={subject}
        onChange={(event) => {
          setSubject(event.currentTarget.value);
          if (event.currentTarget.value === '') onChange({ ...filter, subject: '' });
        }}
      />
      <Button type="submit" variant="default">
        {t('journal.apply')}
      </Button>
    </form>
  );
}
