/** Which cameras something is done with; the ones that are played are proposed. */
import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inNameOrder } from '../incidents/choices.ts';
import { useSite } from '../realtime/site-store.ts';
import { MOST_CAMERAS } from './playback.rules.ts';

type CamerasFieldProps = { chosen: readonly string[]; onChoose: (cameraIds: readonly string[]) => void };

export function CamerasField({ chosen, onChoose }: CamerasFieldProps) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  return (
    <MultiSelect
      label={t('playback.cameras')}
      withAsterisk
      searchable
      maxValues={MOST_CAMERAS}
      value={[...chosen]}
      onChange={onChoose}
      data={inNameOrder(cameras.values()).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
