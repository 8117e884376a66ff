/** A camera's own menu in the tree: its star, and which lists it is in. */
import { Menu } from '@mantine/core';
import { IconSquare, IconSquareCheck, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { MenuAt, type WindowPoint } from '../kit/MenuAt.tsx';
import type { CameraLists } from './use-camera-lists.ts';

type CameraListMenuProps = {
  /** Null while it is closed. */
  menu: { camera: Camera; at: WindowPoint } | null;
  lists: CameraLists;
  onClose: () => void;
};

export function CameraListMenu({ menu, lists, onClose }: CameraListMenuProps) {
  return (
    <MenuAt at={menu?.at ?? null} title={menu?.camera.name ?? ''} width={240} onClose={onClose}>
      {menu && <Items camera={menu.camera} lists={lists} />}
    </MenuAt>
  );
}

function Items({ camera: { id: cameraId, name: cameraName }, lists }: { camera: Camera; lists: CameraLists }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Item leftSection={<IconStar size={15} />} onClick={() => lists.toggleFavourite(cameraId)}>
        {t(lists.isFavourite(cameraId) ? 'saved.unstar' : 'saved.star', { name: cameraName })}
      </Menu.Item>
      {lists.items
        .filter(({ id }) => lists.mayChange(id))
        .map(({ id, name }) => {
          const isIn = lists.has(id, cameraId);
          return (
            <Menu.Item
              key={id}
              leftSection={isIn ? <IconSquareCheck size={15} /> : <IconSquare size={15} />}
              onClick={() => lists.toggleIn(id, cameraId)}
            >
              {t(isIn ? 'saved.takeFrom' : 'saved.addTo', { name })}
            </Menu.Item>
          );
        })}
    </>
  );
}
