/** In the corner of a live picture anywhere: puts what it shows into an open incident. */
import { IconFolderPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { Modal } from '../kit/Modal.tsx';
import { SeenIntoIncident } from './SeenIntoIncident.tsx';
import { useMayKeep } from './use-may-keep.ts';

/** Nothing for whoever may not. */
export function SeenAction({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const mayKeep = useMayKeep();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!mayKeep(camera)) return null;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} aria-label={t('seen.into')} title={t('seen.into')}>
        <IconFolderPlus size={16} />
      </button>
      <Modal opened={isOpen} onClose={close} title={t('seen.into')} size={900}>
        {isOpen && <SeenIntoIncident camera={camera} onDone={close} />}
      </Modal>
    </>
  );
}
