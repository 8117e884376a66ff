/** Scenes: everything an operator has in sight, kept under a name and brought back with a click, a command or from the palette. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconPhotoVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scene } from '../../../config/contract/saved.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Modal } from '../kit/Modal.tsx';
import { SavedRow } from '../saved/SavedRow.tsx';
import { SaveForm } from '../saved/SaveForm.tsx';
import { type ItemOf, useSavedItems } from '../saved/saved-items.ts';
import { layoutOf } from '../wall/layout.rules.ts';
import type { Wall } from '../wall/wall.rules.ts';
import classes from './ScenesMenu.module.css';
import { useScenes } from './use-scenes.ts';

type ScenesMenuProps = { wall: Wall; onWall: (wall: Wall) => void };

export function ScenesMenu({ wall, onWall }: ScenesMenuProps) {
  const { t } = useTranslation();
  const { data: items = [], isPending } = useSavedItems('scene');
  const scenes = useScenes(wall, onWall);
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<{ item: ItemOf<'scene'> | null; content: Scene } | null>(null);
  const save = () => void scenes.takeDown().then((content) => setDialog({ item: null, content }));
  const whatOf = ({ wall: { layout }, screens, popOuts }: Scene) =>
    t('scene.what', {
      count: layoutOf(layout)?.cells.length ?? 0,
      screens: screens.length,
      popOuts: popOuts.length,
    });

  useCommands([
    { id: 'wall.scenes', group: 'wall', label: t('scene.scenes'), keys: ['Shift+W'], run: () => setOpen(true) },
    { id: 'wall.scene-save', group: 'wall', label: t('scene.save'), keys: ['$mod+Shift+S'], run: save },
    ...items.map((item) => ({
      id: `wall.scene-${item.id}` as const,
      group: 'wall' as const,
      label: t('scene.recall', { name: item.name }),
      run: () => void scenes.recall(item),
    })),
  ]);

  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} width={340} position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPhotoVideo size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {t('scene.scenes')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!isPending && items.length === 0 && <p className={classes.none}>{t('scene.none')}</p>}
          {items.map((item) => (
            <SavedRow
              key={item.id}
              item={item}
              note={whatOf(item.content)}
              title={t('scene.recall', { name: item.name })}
              onUse={() => void scenes.recall(item)}
              onEdit={() => setDialog({ item, content: item.content })}
            />
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={save}>
            {t('scene.save')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        title={t(dialog?.item ? 'saved.rename' : 'scene.save')}
      >
        {dialog && (
          <>
            <p className={classes.what}>{whatOf(dialog.content)}</p>
            <SaveForm {...dialog} items={items} onDone={() => setDialog(null)} />
          </>
        )}
      </Modal>
    </>
  );
}
