/** Asks before something is done that cannot be undone; says whom or what it concerns. */
import { Button, Group, Popover, type PopoverProps, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanAct } from '../realtime/connection-store.ts';

type AskFirstProps = {
  question: string;
  /** On the button that leaves all as it is. */
  keep?: string;
  /** On the button that does it. */
  act: string;
  isBusy: boolean;
  onAct: () => void;
  position?: PopoverProps['position'];
  isDangerous?: boolean;
  /** Of something in a menu, which closes when one presses outside it. */
  isInMenu?: boolean;
  /** What one presses to be asked. */
  children: (ask: { disabled: boolean; onClick: () => void }) => ReactElement;
};

export function AskFirst(props: AskFirstProps) {
  const {
    question,
    keep,
    act,
    isBusy,
    onAct,
    position = 'bottom-end',
    isDangerous = false,
    isInMenu = false,
    children,
  } = props;
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [isAsking, setAsking] = useState(false);
  return (
    <Popover
      opened={isAsking}
      onChange={setAsking}
      position={position}
      shadow="md"
      width={320}
      trapFocus
      returnFocus
      withArrow
      withinPortal={!isInMenu}
    >
      <Popover.Target>{children({ disabled: !canAct, onClick: () => setAsking(true) })}</Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {keep ?? t('act.cancel')}
          </Button>
          <Button
            {...(isDangerous && { color: 'red' })}
            loading={isBusy}
            disabled={!canAct}
            onClick={() => {
              setAsking(false);
              onAct();
            }}
          >
            {act}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
