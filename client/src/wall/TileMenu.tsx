/** What can be done with the tile that was pointed at, in a menu where the pointer is. */
import { Menu } from '@mantine/core';
import { Keys } from '../commands/Keys.tsx';
import type { TileAction } from './tile-actions.tsx';

type TileMenuProps = {
  /** In the window; null while it is closed. */
  at: { x: number; y: number } | null;
  title: string;
  actions: readonly TileAction[];
  onClose: () => void;
};

export function TileMenu({ at, title, actions, onClose }: TileMenuProps) {
  return (
    <Menu
      opened={at !== null}
      onChange={(opened) => !opened && onClose()}
      width={250}
      position="bottom-start"
      offset={0}
    >
      <Menu.Target>
        <span
          style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1 }}
          aria-hidden="true"
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={title}>
        <Menu.Label>{title}</Menu.Label>
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
      </Menu.Dropdown>
    </Menu>
  );
}
