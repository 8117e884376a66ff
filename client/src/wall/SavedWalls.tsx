/** Walls that were kept: opened with a click, saved under a name, shared with everybody who watches. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconLayoutDashboard } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedContent, SavedItem } from '../../../config/contract/saved.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Modal } from '../kit/Modal.tsx';
import { SavedRow } from '../saved/SavedRow.tsx';
import { SaveForm } from '../saved/SaveForm.tsx';
import { type ItemOf, useSavedItems } from '../saved/saved-items.ts';
import { useSession } from '../session/session.ts';
import classes from './SavedWalls.module.css';
import { contentOf, slotsText, type Wall, wallOfContent } from './wall.rules.ts';

type SavedWallsProps = { wall: Wall; onOpen: (wall: Wall) => void };

export function SavedWalls({ wall, onOpen }: SavedWallsProps) {
  const { t } = useTranslation();
  const { data: items = [], isPending } = useSavedItems('wall');
  const { person } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<{ item: SavedItem | null; content: SavedContent } | null>(null);
  const now = contentOf(wall);
  const open = ({ content }: ItemOf<'wall'>) => {
    const kept = wallOfContent(content);
    if (kept) onOpen(kept);
  };
  const shown = items.find(
    ({ content }) => content.layout === now.layout && slotsText(content.slots) === slotsText(now.slots),
  );
  const own = items.filter(({ owner, shared }) => !shared && owner.personId === person.id);
  const shared = items.filter((item) => item.shared);

  useCommands([
    { id: 'wall.saved', group: 'wall', label: t('saved.walls'), keys: ['w'], run: () => setOpen(true) },
    {
      id: 'wall.save',
      group: 'wall',
      label: t('saved.saveWall'),
      keys: ['$mod+s'],
      run: () => setDialog({ item: null, content: now }),
    },
    ...items.map((item) => ({
      id: `wall.open-${item.id}` as const,
      group: 'wall' as const,
      label: t('saved.openWall', { name: item.name }),
      run: () => open(item),
    })),
  ]);

  const part = (title: string, walls: readonly ItemOf<'wall'>[]) =>
    walls.length > 0 && (
      <>
        <Menu.Label>{title}</Menu.Label>
        {walls.map((item) => (
          <SavedRow
            key={item.id}
            item={item}
            onUse={() => open(item)}
            onEdit={() => setDialog({ item, content: item.content })}
          />
        ))}
      </>
    );

  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} width={300} position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconLayoutDashboard size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            <span className={classes.name}>{shown?.name ?? t('saved.walls')}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {part(t('saved.shared'), shared)}
          {part(t('saved.own'), own)}
          {!isPending && items.length === 0 && <Menu.Label>{t('saved.noWalls')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDeviceFloppy size={16} />}
            onClick={() => setDialog({ item: null, content: now })}
          >
            {t('saved.saveWall')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        title={t(dialog?.item ? 'saved.rename' : 'saved.saveWall')}
      >
        {dialog && <SaveForm {...dialog} items={items} onDone={() => setDialog(null)} />}
      </Modal>
    </>
  );
}
