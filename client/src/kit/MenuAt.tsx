/** A menu that opens where the pointer is, or where a key asked for it. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

export type WindowPoint = { x: number; y: number };

type MenuAtProps = {
  /** In the window; null while it is closed. */
  at: WindowPoint | null;
  title: string;
  width: number;
  onClose: () => void;
  children: ReactNode;
};

export function MenuAt({ at, title, width, onClose, children }: MenuAtProps) {
  return (
    <Menu
      opened={at !== null}
      onChange={(opened) => !opened && onClose()}
      width={width}
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
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
