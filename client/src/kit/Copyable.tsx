/** A text to be copied into something else. */
import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type CopyableProps = {
  label: string;
  description?: string;
  value: string | undefined;
  /** Said in its place while there is none. */
  missing?: string;
};

export function Copyable({ label, description, value = '', missing = '' }: CopyableProps) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" align="flex-end" wrap="nowrap">
      <TextInput label={label} description={description} value={value} placeholder={missing} readOnly flex={1} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            disabled={value === ''}
            onClick={copy}
            aria-label={t('kit.copyOf', { what: label })}
          >
            {t(copied ? 'kit.copied' : 'kit.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
