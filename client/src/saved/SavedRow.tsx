/** One thing that is kept, as a row of a menu: used with a click, changed and removed by those who may. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedItem } from '../../../config/contract/saved.ts';
import { useSession } from '../session/session.ts';
import { RemoveSaved } from './RemoveSaved.tsx';
import classes from './SavedRow.module.css';
import { useMayChange } from './saved-items.ts';

type SavedRowProps = {
  item: SavedItem;
  title?: string;
  /** What is in it, under its name. */
  note?: string;
  onUse: () => void;
  onEdit: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
};

export function SavedRow({ item, title, note, onUse, onEdit, children }: SavedRowProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const mayChange = useMayChange();
  const { name, owner } = item;
  return (
    <div className={classes.row}>
      <Menu.Item onClick={onUse} title={title}>
        {name}
        {owner.personId !== person.id && <small>{owner.name}</small>}
        {note && <span className={classes.note}>{note}</span>}
      </Menu.Item>
      {children}
      {mayChange(item) && (
        <>
          <ActionIcon aria-label={t('saved.renameOf', { name })} onClick={onEdit}>
            <IconPencil size={15} />
          </ActionIcon>
          <RemoveSaved item={item} isInMenu>
            {(press) => (
              <ActionIcon {...press} aria-label={t('saved.removeOf', { name })}>
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </RemoveSaved>
        </>
      )}
    </div>
  );
}
