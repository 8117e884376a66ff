import { ActionIcon } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function PrintButton({ onPrint }: { onPrint: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon variant="default" onClick={onPrint} aria-label={t('paper.print')} title={t('paper.print')}>
      <IconPrinter size={16} />
    </ActionIcon>
  );
}
