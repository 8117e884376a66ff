/** One thing that is kept, as a row of a menu: used with a click, changed and removed by those who may. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedItem } from '../../../config/contract/saved.ts';
import { useSession } from '../session/session.ts';
import classes from './SavedRow.module.css';
import { useMayChange, useRemoveItem } from './saved-items.ts';

type SavedRowProps = {
  item: SavedItem;
  title?: string;
  onUse: () => void;
  onEdit: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
};

export function SavedRow({ item, title, onUse, onEdit, children }: SavedRowProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const mayChange = useMayChange();
  const remove = useRemoveItem();
  const { name, owner } = item;
  return (
    <div className={classes.row}>
      <Menu.Item onClick={onUse} title={title}>
        {name}
        {owner.personId !== person.id && <small>{owner.name}</small>}
      </Menu.Item>
      {children}
      {mayChange(item) && (
        <>
          <ActionIcon aria-label={t('saved.renameOf', { name })} onClick={onEdit}>
            <IconPencil size={15} />
          </ActionIcon>
          <ActionIcon
            aria-label={t('saved.removeOf', { name })}
            loading={remove.isPending}
            onClick={() => remove.mutate(item.id)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
