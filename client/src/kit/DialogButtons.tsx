/** The last line of every dialog: leave it, or do it. */
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type DialogButtonsProps = { onCancel: () => void; label: string; isBusy: boolean; isAllowed: boolean };

export function DialogButtons({ onCancel, label, isBusy, isAllowed }: DialogButtonsProps) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('act.cancel')}
      </Button>
      <Button type="submit" loading={isBusy} disabled={!isAllowed}>
        {label}
      </Button>
    </Group>
  );
}
