/** Mantine's drawer, which leaves Escape to what lies over it. */
import { type DrawerProps, Drawer as MantineDrawer } from '@mantine/core';
import { useLayer } from './layers.ts';

export function Drawer(props: DrawerProps) {
  useLayer(props.opened, props.onClose);
  return <MantineDrawer {...props} closeOnEscape={false} />;
}
