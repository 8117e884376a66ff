/** The tours there are: begun on the selected slot or on the whole wall, made, changed and removed. */
import { ActionIcon, Button, Menu, Modal, Tooltip } from '@mantine/core';
import { IconChevronDown, IconLayoutGrid, IconPencil, IconPlus, IconRoute, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../commands/use-commands.ts';
import { type ItemOf, useRemoveItem, useSavedItems } from '../saved/saved-items.ts';
import { useMay, useSession } from '../session/session.ts';
import { TourEditor } from './TourEditor.tsx';
import classes from './ToursMenu.module.css';

type ToursMenuProps = {
  /** On the wall now: what a new tour begins with. */
  wallCameraIds: readonly string[];
  onSlot: (tourId: string) => void;
  onWall: (tourId: string) => void;
};

export function ToursMenu({ wallCameraIds, onSlot, onWall }: ToursMenuProps) {
  const { t } = useTranslation();
  const { data: tours = [], isPending } = useSavedItems('tour');
  const [isOpen, setOpen] = useState(false);
  const [edited, setEdited] = useState<{ tour: ItemOf<'tour'> | null } | null>(null);

  useCommands([
    { id: 'wall.tours', group: 'wall', label: t('tour.tours'), keys: ['t'], run: () => setOpen(true) },
    ...tours.flatMap(({ id, name }) => [
      {
        id: `wall.tour-${id}` as const,
        group: 'wall' as const,
        label: t('tour.onSlot', { name }),
        run: () => onSlot(id),
      },
      {
        id: `wall.tour-all-${id}` as const,
        group: 'wall' as const,
        label: t('tour.onWall', { name }),
        run: () => onWall(id),
      },
    ]),
  ]);

  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} width={320} position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconRoute size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {t('tour.tours')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!isPending && tours.length === 0 && <Menu.Label>{t('tour.none')}</Menu.Label>}
          {tours.map((tour) => (
            <TourItem
              key={tour.id}
              tour={tour}
              onSlot={() => onSlot(tour.id)}
              onWall={() => {
                setOpen(false);
                onWall(tour.id);
              }}
              onEdit={() => {
                setOpen(false);
                setEdited({ tour });
              }}
            />
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setEdited({ tour: null })}>
            {t('tour.make')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={t(edited?.tour ? 'tour.edit' : 'tour.make')}
        size={640}
      >
        {edited && <TourEditor tour={edited.tour} wallCameraIds={wallCameraIds} onDone={() => setEdited(null)} />}
      </Modal>
    </>
  );
}

type TourItemProps = { tour: ItemOf<'tour'>; onSlot: () => void; onWall: () => void; onEdit: () => void };

function TourItem({ tour: { id, name, owner }, onSlot, onWall, onEdit }: TourItemProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const mayShare = useMay('wall.share');
  const remove = useRemoveItem();
  const mayChange = owner.personId === person.id || mayShare;
  return (
    <div className={classes.item}>
      <Menu.Item onClick={onSlot} title={t('tour.onSlot', { name })}>
        {name}
        {owner.personId !== person.id && <small>{owner.name}</small>}
      </Menu.Item>
      <Tooltip label={t('tour.onWall', { name })}>
        <ActionIcon aria-label={t('tour.onWall', { name })} onClick={onWall}>
          <IconLayoutGrid size={15} />
        </ActionIcon>
      </Tooltip>
      {mayChange && (
        <>
          <ActionIcon aria-label={t('tour.editOf', { name })} onClick={onEdit}>
            <IconPencil size={15} />
          </ActionIcon>
          <ActionIcon
            aria-label={t('saved.removeOf', { name })}
            loading={remove.isPending}
            onClick={() => remove.mutate(id)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
