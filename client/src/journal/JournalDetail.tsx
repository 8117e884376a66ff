/** One entry in full: its head, then the body field by field, then as it was kept. */
import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../kit/Facts.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import { FieldValue } from './FieldValue.tsx';
import classes from './JournalPage.module.css';
import { type Entry, fieldsOf } from './journal-entry.rules.ts';
import { useEntryText } from './use-entry-text.ts';
import { useFieldName } from './use-field-name.ts';

type JournalDetailProps = { entry: Entry; onOnlySubject: () => void };

export function JournalDetail({ entry, onOnlySubject }: JournalDetailProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const textOf = useEntryText();
  const nameOf = useFieldName();
  return (
    <article className={classes.entry} aria-label={textOf(entry)}>
      <h2>{textOf(entry)}</h2>
      <Facts
        facts={[
          [t('journal.time'), time.dateTime(entry.atMs)],
          [t('journal.actor'), entry.actor.personId === null ? t('journal.system') : entry.actor.name],
          [t('journal.kindLabel'), t(`journal.kind.${entry.kind}`)],
          [t('journal.subject'), <code key="subject">{entry.subject}</code>],
          [t('journal.seq'), entry.seq],
        ]}
      />
      <Button className={classes.only} variant="default" leftSection={<IconFilter size={16} />} onClick={onOnlySubject}>
        {t('journal.onlySubject')}
      </Button>
      <h3>{t('journal.body')}</h3>
      {entry.body === null ? (
        <p>{t('journal.removedBody')}</p>
      ) : (
        <Facts
          facts={fieldsOf(entry.body).map(({ name, value }) => [
            nameOf(name),
            <FieldValue key={name} name={name} value={value} />,
          ])}
        />
      )}
      <details>
        <summary>{t('journal.raw')}</summary>
        <pre>{JSON.stringify(entry.body, null, 2)}</pre>
      </details>
    </article>
  );
}
