/** Mantine's dialog, which leaves Escape to what lies over it. */
import { Modal as MantineModal, type ModalProps } from '@mantine/core';
import { useLayer } from './layers.ts';

export function Modal(props: ModalProps) {
  useLayer(props.opened, props.onClose);
  return <MantineModal {...props} closeOnEscape={false} />;
}
