/** What can be done with the tile that was pointed at, in a menu where the pointer is. */
import { Menu } from '@mantine/core';
import { Keys } from '../commands/Keys.tsx';
import { MenuAt, type WindowPoint } from '../kit/MenuAt.tsx';
import type { TileAction } from './tile-actions.tsx';

type TileMenuProps = {
  /** Null while it is closed. */
  at: WindowPoint | null;
  title: string;
  actions: readonly TileAction[];
  onClose: () => void;
};

export function TileMenu({ at, title, actions, onClose }: TileMenuProps) {
  return (
    <MenuAt at={at} title={title} width={250} onClose={onClose}>
      {actions
        .filter(({ isPossible }) => isPossible)
        .map(({ id, label, icon, keys, run }) => (
          <Menu.Item
            key={id}
            leftSection={icon}
            rightSection={keys[0] && <Keys keys={keys[0]} />}
            onClick={() => run()}
          >
            {label}
          </Menu.Item>
        ))}
    </MenuAt>
  );
}
