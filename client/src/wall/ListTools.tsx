/** What is done with a list of cameras: named, shared, removed; and the way to a new one. */
import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../kit/Modal.tsx';
import { RemoveSaved } from '../saved/RemoveSaved.tsx';
import { SaveForm } from '../saved/SaveForm.tsx';
import classes from './CameraTree.module.css';
import type { CameraLists } from './use-camera-lists.ts';

/** `listId` null: for a new one. */
export function ListTools({ listId, lists }: { listId: string | null; lists: CameraLists }) {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const item = lists.items.find(({ id }) => id === listId) ?? null;

  return (
    <>
      {listId === null && (
        <Button
          className={classes.newList}
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => setNaming(true)}
        >
          {t('saved.newList')}
        </Button>
      )}
      {item && lists.mayChange(item.id) && (
        <>
          <button
            type="button"
            className={classes.tool}
            aria-label={t('saved.renameOf', { name: item.name })}
            onClick={() => setNaming(true)}
          >
            <IconPencil size={14} />
          </button>
          <RemoveSaved item={item}>
            {(press) => (
              <button
                type="button"
                className={classes.tool}
                {...press}
                aria-label={t('saved.removeOf', { name: item.name })}
              >
                <IconTrash size={14} />
              </button>
            )}
          </RemoveSaved>
        </>
      )}
      <Modal opened={isNaming} onClose={() => setNaming(false)} title={t(item ? 'saved.rename' : 'saved.newList')}>
        <SaveForm
          content={item?.content ?? { kind: 'cameraList', cameraIds: [] }}
          items={lists.items}
          item={item}
          onDone={() => setNaming(false)}
        />
      </Modal>
    </>
  );
}
