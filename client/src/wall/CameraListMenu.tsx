/** A camera's own menu in the tree: its star, and which lists it is in. */
import { Menu } from '@mantine/core';
import { IconSquare, IconSquareCheck, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { CameraLists } from './use-camera-lists.ts';

type CameraListMenuProps = {
  /** In the window; null while it is closed. */
  menu: { camera: Camera; x: number; y: number } | null;
  lists: CameraLists;
  onClose: () => void;
};

export function CameraListMenu({ menu, lists, onClose }: CameraListMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu opened={menu !== null} onChange={(opened) => !opened && onClose()} width={240} position="bottom-start">
      <Menu.Target>
        <span
          style={{ position: 'fixed', left: menu?.x ?? 0, top: menu?.y ?? 0, width: 1, height: 1 }}
          aria-hidden="true"
        />
      </Menu.Target>
      {menu && (
        <Menu.Dropdown aria-label={menu.camera.name}>
          <Menu.Label>{menu.camera.name}</Menu.Label>
          <Menu.Item leftSection={<IconStar size={15} />} onClick={() => lists.toggleFavourite(menu.camera.id)}>
            {t(lists.isFavourite(menu.camera.id) ? 'saved.unstar' : 'saved.star', { name: menu.camera.name })}
          </Menu.Item>
          {lists.items
            .filter(({ id }) => lists.mayChange(id))
            .map(({ id, name }) => {
              const isIn = lists.has(id, menu.camera.id);
              return (
                <Menu.Item
                  key={id}
                  leftSection={isIn ? <IconSquareCheck size={15} /> : <IconSquare size={15} />}
                  onClick={() => lists.toggleIn(id, menu.camera.id)}
                >
                  {t(isIn ? 'saved.takeFrom' : 'saved.addTo', { name })}
                </Menu.Item>
              );
            })}
        </Menu.Dropdown>
      )}
    </Menu>
  );
}
