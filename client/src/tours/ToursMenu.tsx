/** The tours there are: begun on the selected slot or on the whole wall, made, changed and removed. */
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconLayoutGrid, IconPlus, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../commands/use-commands.ts';
import { Modal } from '../kit/Modal.tsx';
import { SavedRow } from '../saved/SavedRow.tsx';
import { type ItemOf, useSavedItems } from '../saved/saved-items.ts';
import { TourEditor } from './TourEditor.tsx';

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
            <SavedRow
              key={tour.id}
              item={tour}
              title={t('tour.onSlot', { name: tour.name })}
              onUse={() => onSlot(tour.id)}
              onEdit={() => {
                setOpen(false);
                setEdited({ tour });
              }}
            >
              <Tooltip label={t('tour.onWall', { name: tour.name })}>
                <ActionIcon
                  aria-label={t('tour.onWall', { name: tour.name })}
                  onClick={() => {
                    setOpen(false);
                    onWall(tour.id);
                  }}
                >
                  <IconLayoutGrid size={15} />
                </ActionIcon>
              </Tooltip>
            </SavedRow>
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
