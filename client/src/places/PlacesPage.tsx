/** The layers of the ground: what each holds, who took it in, and finding something in them. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { ImportPlaces } from './ImportPlaces.tsx';
import { PlaceLayerCard } from './PlaceLayerCard.tsx';
import { PlaceSearch } from './PlaceSearch.tsx';
import classes from './Places.module.css';
import { usePlaceLayers } from './places.ts';

export function PlacesPage() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('grid.configure');
  const layers = usePlaceLayers();
  const [isImporting, setImporting] = useState(false);
  return (
    <Page
      title={t('places.title')}
      note={t('places.hint')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
            renderRoot={(props) => <Link to="/grids" {...props} />}
          >
            {t('grids.title')}
          </Button>
          {mayConfigure && (
            <Button leftSection={<IconUpload size={16} />} disabled={!canAct} onClick={() => setImporting(true)}>
              {t('places.import')}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.page}>
        {layers.isPending && <Loading />}
        {layers.error && !layers.data && <Failed thrown={layers.error} onRetry={() => void layers.refetch()} />}
        <div className={classes.layers}>
          {layers.data?.map((layer) => (
            <PlaceLayerCard key={layer.kind} layer={layer} mayRemove={mayConfigure} />
          ))}
        </div>
        <PlaceSearch />
      </div>
      <Modal
        opened={isImporting}
        onClose={() => setImporting(false)}
        title={t('places.importTitle')}
        size="xl"
        closeOnClickOutside={false}
      >
        <ImportPlaces onDone={() => setImporting(false)} />
      </Modal>
    </Page>
  );
}
