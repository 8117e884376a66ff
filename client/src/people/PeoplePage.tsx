/** Everybody with an account: who they are, what they may do, and whether they may still. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { Drawer } from '../kit/Drawer.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { UnitsPanel } from '../units/UnitsPanel.tsx';
import { CameraRightsPanel } from './CameraRightsPanel.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonEditor } from './PersonEditor.tsx';
import { PEOPLE_KEY } from './people-key.ts';
import { listedPeople, postsOf } from './person-form.rules.ts';

export function PeoplePage() {
  const { tab = 'accounts' } = useSearch({ from: '/console/people' });
  if (tab === 'rights') return <RightsTab />;
  return tab === 'units' ? <UnitsTab /> : <AccountsTab />;
}

function RightsTab() {
  const { t } = useTranslation();
  return (
    <Page title={t('people.title')} note={<Tabs />}>
      <CameraRightsPanel />
    </Page>
  );
}

function UnitsTab() {
  const { t } = useTranslation();
  const people = useQuery({ queryKey: PEOPLE_KEY, queryFn: ({ signal }) => api('GET /api/people', { signal }) });
  return (
    <Page title={t('people.title')} note={<Tabs />}>
      <UnitsPanel people={people.data ?? []} />
    </Page>
  );
}

function Tabs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = 'accounts' } = useSearch({ from: '/console/people' });
  return (
    <SegmentedControl
      aria-label={t('people.title')}
      value={tab}
      onChange={(next) =>
        void navigate({ to: '/people', search: next === 'rights' || next === 'units' ? { tab: next } : {} })
      }
      data={[
        { value: 'accounts', label: t('cameraRights.accounts') },
        { value: 'units', label: t('units.tab') },
        { value: 'rights', label: t('cameraRights.tab') },
      ]}
    />
  );
}

function AccountsTab() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const people = useQuery({ queryKey: PEOPLE_KEY, queryFn: ({ signal }) => api('GET /api/people', { signal }) });
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<'new' | Person | null>(null);
  const listed = listedPeople(people.data ?? [], search);
  const close = () => setEdited(null);

  return (
    <Page
      title={t('people.title')}
      note={
        <>
          <Tabs /> {people.data && t('people.count', { count: people.data.length })}
        </>
      }
      actions={
        <>
          <TextInput
            size="xs"
            w={230}
            type="search"
            aria-label={t('people.search')}
            placeholder={t('people.search')}
            leftSection={<IconSearch size={14} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setEdited('new')}>
            {t('people.add')}
          </Button>
        </>
      }
    >
      {people.isPending && <Loading />}
      {people.error && !people.data && <Failed thrown={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <Empty icon={IconUsers} title={t('people.empty')} hint={t('people.emptyHint')} />}
      {people.data && people.data.length > 0 && listed.length === 0 && (
        <Empty icon={IconSearch} title={t('people.noMatch')} hint={t('people.noMatchHint')} />
      )}
      {listed.length > 0 && <PeopleTable people={listed} onEdit={setEdited} />}
      <Drawer
        opened={edited !== null}
        onClose={close}
        position="right"
        size={520}
        title={edited !== null && edited !== 'new' ? t('people.editOf', { name: edited.name }) : t('people.add')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        {edited && (
          <PersonEditor person={edited === 'new' ? null : edited} posts={postsOf(people.data ?? [])} onDone={close} />
        )}
      </Drawer>
    </Page>
  );
}
