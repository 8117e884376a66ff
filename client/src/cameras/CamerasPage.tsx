/** Every camera that is connected, how it fares and why; adding, changing and removing them. */
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { IconDeviceCctv, IconPlus, IconRadar2, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { FindDevices } from '../devices/FindDevices.tsx';
import { inNameOrder } from '../incidents/choices.ts';
import { Drawer } from '../kit/Drawer.tsx';
import { Empty, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { usePinyin } from '../wall/use-pinyin.ts';
import { CameraEditor } from './CameraEditor.tsx';
import { CameraTable } from './CameraTable.tsx';
import { type CameraFilter, isInTrouble, listedCameras } from './camera-list.rules.ts';
import { BulkBar } from './sheet/BulkBar.tsx';
import { ExportCameras } from './sheet/ExportCameras.tsx';
import { ImportCameras } from './sheet/ImportCameras.tsx';

const ALL: CameraFilter = { search: '', groupId: null, onlyTrouble: false };

export function CamerasPage() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { loaded, cameras, health, grids } = useSite();
  const [filter, setFilter] = useState(ALL);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const [isImporting, setImporting] = useState(false);
  const [isFinding, setFinding] = useState(false);
  const [edited, setEdited] = useState<'new' | Camera | null>(null);
  const readsAs = usePinyin(filter.search !== '');
  const listed = useMemo(
    () => listedCameras(cameras.values(), filter, { health, grids, readsAs }),
    [cameras, filter, health, grids, readsAs],
  );
  const troubleCount = [...cameras.values()].filter((camera) => isInTrouble(camera, health.get(camera.id))).length;
  // Only what is seen is chosen: a filter must not hide what is about to be changed.
  const chosen = listed.filter(({ id }) => chosenIds.has(id));
  const close = () => setEdited(null);

  return (
    <Page
      title={t('cameras.title')}
      note={[
        t('cameras.count', { count: cameras.size }),
        ...(troubleCount > 0 ? [t('cameras.trouble', { count: troubleCount })] : []),
      ].join(' · ')}
      actions={
        <>
          <Filters filter={filter} onChange={setFilter} />
          <ExportCameras />
          <Button
            variant="default"
            leftSection={<IconUpload size={16} />}
            disabled={!canAct}
            onClick={() => setImporting(true)}
          >
            {t('cameraSheet.import')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRadar2 size={16} />}
            disabled={!canAct}
            onClick={() => setFinding(true)}
          >
            {t('devices.find')}
          </Button>
          <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setEdited('new')}>
            {t('cameras.add')}
          </Button>
        </>
      }
    >
      {!loaded && <Loading />}
      {loaded && cameras.size === 0 && (
        <Empty icon={IconDeviceCctv} title={t('cameras.empty')} hint={t('cameras.emptyHint')} />
      )}
      {loaded && cameras.size > 0 && listed.length === 0 && (
        <Empty icon={IconSearch} title={t('cameras.noMatch')} hint={t('cameras.noMatchHint')} />
      )}
      {listed.length > 0 && (
        <CameraTable cameras={listed} chosenIds={chosenIds} onChoose={setChosenIds} onEdit={setEdited} />
      )}
      <BulkBar cameras={chosen} onClear={() => setChosenIds(new Set())} />
      <Modal
        opened={isImporting}
        onClose={() => setImporting(false)}
        title={t('cameraSheet.title')}
        size="min(1360px, 94vw)"
        closeOnClickOutside={false}
      >
        {isImporting && <ImportCameras onDone={() => setImporting(false)} />}
      </Modal>
      <Drawer
        opened={edited !== null}
        onClose={close}
        position="right"
        size={760}
        title={t(edited === 'new' ? 'cameras.addTitle' : 'cameras.editTitle')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        {edited && <CameraEditor camera={edited === 'new' ? null : edited} onDone={close} />}
      </Drawer>
      <Drawer
        opened={isFinding}
        onClose={() => setFinding(false)}
        position="right"
        size={960}
        title={t('devices.title')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <FindDevices onDone={() => setFinding(false)} />
      </Drawer>
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: CameraFilter; onChange: (filter: CameraFilter) => void }) {
  const { t } = useTranslation();
  const groups = useSite((site) => site.cameraGroups);
  return (
    <>
      <Switch
        size="xs"
        label={t('cameras.onlyTrouble')}
        checked={filter.onlyTrouble}
        onChange={(event) => onChange({ ...filter, onlyTrouble: event.currentTarget.checked })}
      />
      <Select
        size="xs"
        w={160}
        aria-label={t('cameras.filterGroup')}
        placeholder={t('cameras.allGroups')}
        clearable
        searchable
        value={filter.groupId}
        onChange={(groupId) => onChange({ ...filter, groupId })}
        data={inNameOrder(groups.values()).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        size="xs"
        w={230}
        type="search"
        aria-label={t('cameras.search')}
        placeholder={t('cameras.search')}
        leftSection={<IconSearch size={14} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
    </>
  );
}
