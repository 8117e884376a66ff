/** Cameras as a sheet that can be taken in again, and the empty sheet to begin with. */
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function ExportCameras() {
  const { t, i18n } = useTranslation();
  const item = (name: string, label: string) => (
    <Menu.Item component="a" href={`/api/camera-sheets/${name}?language=${i18n.language}`} download={name}>
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('cameraSheet.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('cameraSheet.exportHint')}</Menu.Label>
        {item('cameras.xlsx', t('cameraSheet.exportXlsx'))}
        {item('cameras.csv', t('cameraSheet.exportCsv'))}
        <Menu.Divider />
        {item('template.xlsx', t('cameraSheet.template'))}
      </Menu.Dropdown>
    </Menu>
  );
}
