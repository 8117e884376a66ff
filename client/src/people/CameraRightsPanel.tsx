/** Who may do what with which cameras: the grants as a matrix, and what they amount to for one person. */
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './CameraRights.module.css';
import { inOrder } from './camera-grant.rules.ts';
import { ExplainPerson } from './ExplainPerson.tsx';
import { GrantForm } from './GrantForm.tsx';
import { GrantMatrix } from './GrantMatrix.tsx';
import { CAMERA_GRANTS_KEY, PEOPLE_KEY } from './people-key.ts';

export function CameraRightsPanel() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const grants = useQuery({
    queryKey: CAMERA_GRANTS_KEY,
    queryFn: ({ signal }) => api('GET /api/camera-grants', { signal }),
  });
  const people = useQuery({ queryKey: PEOPLE_KEY, queryFn: ({ signal }) => api('GET /api/people', { signal }) });
  const [isAdding, setAdding] = useState(false);
  const ordered = inOrder(grants.data ?? []);
  const known = people.data ?? [];

  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <p>{t('cameraRights.hint')}</p>
        <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setAdding(true)}>
          {t('cameraRights.add')}
        </Button>
      </header>
      {grants.isPending && <Loading />}
      {grants.error && !grants.data && <Failed thrown={grants.error} onRetry={() => void grants.refetch()} />}
      {grants.data?.length === 0 && (
        <Empty icon={IconKey} title={t('cameraRights.empty')} hint={t('cameraRights.emptyHint')} />
      )}
      {ordered.length > 0 && <GrantMatrix grants={ordered} people={known} />}
      {grants.data && <ExplainPerson grants={ordered} people={known} />}
      <Modal opened={isAdding} onClose={() => setAdding(false)} title={t('cameraRights.addTitle')} size={560}>
        {isAdding && <GrantForm people={known} onDone={() => setAdding(false)} />}
      </Modal>
    </div>
  );
}
