/** What of the record is asked for: by whom, which camera, what was done, and when. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JournalAction } from '../../../config/contract/audit.ts';
import { JournalKind } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { localOf, momentOf } from '../time/local-moment.ts';
import classes from './JournalPage.module.css';
import type { JournalAsk } from './use-journal.ts';

type JournalFiltersProps = { ask: JournalAsk; onChange: (ask: JournalAsk) => void };

export function JournalFilters({ ask, onChange }: JournalFiltersProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const cameras = useSite((site) => site.cameras);
  const groups = useSite((site) => site.cameraGroups);
  const people = useJournalPeople();
  const [subject, setSubject] = useState(ask.subject ?? '');
  const change = (part: JournalAsk) => onChange(given({ ...ask, ...part }));
  const local = (atMs: number | undefined) => (atMs === undefined ? '' : localOf(atMs, timeZone));
  const named = (all: Iterable<{ id: string; name: string }>) =>
    inNameOrder(all).map(({ id, name }) => ({ value: id, label: name }));

  return (
    <form
      className={classes.filters}
      aria-label={t('audit.filters')}
      onSubmit={(event) => {
        event.preventDefault();
        change({ subject: subject.trim() || undefined });
      }}
    >
      <Choice
        label={t('audit.person')}
        width={150}
        data={people.map(({ id, name, account }) => ({ value: id, label: `${name}（${account}）` }))}
        value={ask.personId}
        onChange={(personId) => change({ personId })}
      />
      <Choice
        label={t('audit.camera')}
        width={170}
        data={named(cameras.values())}
        value={ask.cameraId}
        onChange={(cameraId) => change({ cameraId })}
      />
      <Choice
        label={t('audit.group')}
        width={130}
        data={named(groups.values())}
        value={ask.groupId}
        onChange={(groupId) => change({ groupId })}
      />
      <Choice
        label={t('audit.action')}
        width={130}
        data={JournalAction.options.map((value) => ({ value, label: t(`audit.actionName.${value}`) }))}
        value={ask.action}
        onChange={(action) => change({ action: JournalAction.optional().parse(action) })}
      />
      <Choice
        label={t('journal.kindLabel')}
        width={130}
        data={JournalKind.options.map((value) => ({ value, label: t(`journal.kind.${value}`) }))}
        value={ask.kind}
        onChange={(kind) => change({ kind: JournalKind.optional().parse(kind) })}
      />
      {(['fromMs', 'toMs'] as const).map((field) => (
        <TextInput
          key={field}
          type="datetime-local"
          step={1}
          size="xs"
          w={205}
          aria-label={t(field === 'fromMs' ? 'audit.from' : 'audit.to')}
          leftSection={t(field === 'fromMs' ? 'audit.from' : 'audit.to')}
          leftSectionWidth={46}
          value={local(ask[field])}
          onChange={(event) => change({ [field]: momentOf(event.currentTarget.value, timeZone) })}
        />
      ))}
      <TextInput
        size="xs"
        w={190}
        type="search"
        aria-label={t('journal.subjectSearch')}
        placeholder={t('journal.subjectSearch')}
        leftSection={<IconSearch size={14} />}
        value={subject}
        onChange={(event) => {
          setSubject(event.currentTarget.value);
          if (event.currentTarget.value === '') change({ subject: undefined });
        }}
      />
      <Button type="submit" variant="default">
        {t('journal.apply')}
      </Button>
      {Object.keys(ask).length > 0 && (
        <Button variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={() => onChange({})}>
          {t('audit.clear')}
        </Button>
      )}
    </form>
  );
}

export function useJournalPeople() {
  const people = useQuery({
    queryKey: ['journal', 'people'],
    queryFn: ({ signal }) => api('GET /api/journal/people', { signal }),
  });
  return people.data ?? [];
}

type ChoiceProps = {
  label: string;
  width: number;
  data: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

function Choice({ label, width, data, value, onChange }: ChoiceProps) {
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      placeholder={label}
      clearable
      searchable
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** What is not asked for is not there. */
function given(ask: JournalAsk): JournalAsk {
  return Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined));
}
