/** What can be done with the cameras that are chosen; not there while none is. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../../config/contract/camera.ts';
import { Modal } from '../../kit/Modal.tsx';
import { useCanAct } from '../../realtime/connection-store.ts';
import { BulkEdit } from './BulkEdit.tsx';
import classes from './CameraSheet.module.css';

export function BulkBar({ cameras, onClear }: { cameras: readonly Camera[]; onClear: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [isEditing, setEditing] = useState(false);
  if (cameras.length === 0) return null;
  const count = cameras.length;
  return (
    <footer className={classes.bar}>
      <strong role="status">{t('cameraSheet.chosen', { count })}</strong>
      <Button leftSection={<IconPencil size={16} />} disabled={!canAct} onClick={() => setEditing(true)}>
        {t('cameraSheet.bulk')}
      </Button>
      <Button variant="default" onClick={onClear}>
        {t('cameraSheet.clear')}
      </Button>
      <Modal
        opened={isEditing}
        onClose={() => setEditing(false)}
        title={t('cameraSheet.bulkTitle', { count })}
        size={760}
      >
        {isEditing && (
          <BulkEdit
            cameras={cameras}
            onDone={() => {
              setEditing(false);
              onClear();
            }}
            onCancel={() => setEditing(false)}
          />
        )}
      </Modal>
    </footer>
  );
}
