/** What the centre sees to, and the calendar its time limits are reckoned by. */
import { Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { IconBook2, IconDownload, IconFileUpload, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkCalendarPanel } from '../calendar/WorkCalendarPanel.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { PlansPanel } from '../plans/PlansPanel.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { usePinyin } from '../wall/use-pinyin.ts';
import { ImportMatters } from './ImportMatters.tsx';
import { MatterActions } from './MatterActions.tsx';
import { MatterDetail } from './MatterDetail.tsx';
import { MatterEditor } from './MatterEditor.tsx';
import classes from './Matters.module.css';
import { MatterTable } from './MatterTable.tsx';
import { wantedMatters } from './matter-list.rules.ts';
import { useMatters } from './matters.ts';

export function MattersPage() {
  const { t } = useTranslation();
  const { tab } = useSearch({ from: '/console/matters' });
  if (tab === 'plans') return <PlansPanel tabs={<Tabs />} />;
  if (tab !== 'calendar') return <Catalogue />;
  return (
    <Page title={t('matters.title')} note={<Tabs />}>
      <WorkCalendarPanel />
    </Page>
  );
}

function Tabs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = 'catalogue' } = useSearch({ from: '/console/matters' });
  return (
    <SegmentedControl
      aria-label={t('matters.title')}
      value={tab}
      onChange={(next) =>
        void navigate({ to: '/matters', search: next === 'calendar' || next === 'plans' ? { tab: next } : {} })
      }
      data={[
        { value: 'catalogue', label: t('matters.catalogue') },
        { value: 'plans', label: t('plans.title') },
        { value: 'calendar', label: t('calendar.tab') },
      ]}
    />
  );
}

function Catalogue() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const canAct = useCanAct();
  const mayConfigure = useMay('matter.configure');
  const { matter: chosenId } = useSearch({ from: '/console/matters' });
  const { data, error, isPending, refetch } = useMatters();
  const [typed, setTyped] = useState('');
  const [isImporting, setImporting] = useState(false);
  /** The matter that is edited; `new` for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const listed = wantedMatters(data ?? [], typed, usePinyin(typed !== ''));
  const chosen = data?.find(({ id }) => id === chosenId);
  const file = (name: string, label: string) => (
    <Menu.Item component="a" href={`/api/matter-sheets/${name}`} download={name.replace(/\?.*/, '')}>
      {label}
    </Menu.Item>
  );
  return (
    <Page
      title={t('matters.title')}
      note={
        <>
          <Tabs /> {data && t('matters.count', { count: data.length })}
        </>
      }
      actions={
        <>
          <TextInput
            size="xs"
            w={240}
            type="search"
            aria-label={t('matters.search')}
            placeholder={t('matters.search')}
            leftSection={<IconSearch size={14} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={16} />}>
                {t('matters.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {file('matters.xlsx', t('matters.exportNine'))}
              {file('matters.xlsx?withTask=true', t('matters.exportTen'))}
              {file('template.xlsx', t('matters.template'))}
            </Menu.Dropdown>
          </Menu>
          {mayConfigure && (
            <>
              <Button
                variant="default"
                leftSection={<IconFileUpload size={16} />}
                disabled={!canAct}
                onClick={() => setImporting(true)}
              >
                {t('matters.import')}
              </Button>
              <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setEditing('new')}>
                {t('matterEditor.add')}
              </Button>
            </>
          )}
        </>
      }
    >
      {isPending && <Loading />}
      {error && !data && <Failed thrown={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Empty icon={IconBook2} title={t('matters.empty')} hint={t('matters.emptyHint')} />}
      {data && data.length > 0 && listed.length === 0 && <Empty icon={IconSearch} title={t('matters.noMatch')} />}
      {listed.length > 0 && (
        <div className={classes.panel}>
          <MatterTable
            matters={listed}
            chosenId={chosenId}
            onChoose={(matter) => void navigate({ to: '/matters', search: { matter }, replace: true })}
          />
          <aside className={classes.side}>
            {chosen ? (
              <MatterDetail
                key={chosen.id}
                matter={chosen}
                actions={mayConfigure && <MatterActions matter={chosen} onChange={() => setEditing(chosen.id)} />}
              />
            ) : (
              <p>{t('matters.noneChosen')}</p>
            )}
          </aside>
        </div>
      )}
      <Modal opened={isImporting} onClose={() => setImporting(false)} title={t('matters.import')} size={1100}>
        {isImporting && <ImportMatters onDone={() => setImporting(false)} />}
      </Modal>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        closeOnClickOutside={false}
        title={t(editing === 'new' ? 'matterEditor.add' : 'matterEditor.change')}
        size={1180}
      >
        {editing !== null && (
          <MatterEditor
            latest={data?.find(({ id }) => id === editing) ?? null}
            matters={data ?? []}
            onDone={(saved) => {
              setEditing(null);
              if (saved) void navigate({ to: '/matters', search: { matter: saved.id }, replace: true });
            }}
          />
        )}
      </Modal>
    </Page>
  );
}
