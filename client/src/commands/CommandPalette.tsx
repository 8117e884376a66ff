/** Every command there is now, found by its name. */
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from './Keys.tsx';
import { useCommandList, useCommands } from './use-commands.ts';

const [paletteStore, palette] = createSpotlight();

export function CommandPalette() {
  const { t } = useTranslation();
  useCommands([
    { id: 'general.palette', group: 'general', label: t('commands.palette'), keys: ['$mod+k'], run: palette.open },
  ]);
  // What is possible changes without the list: it is asked whenever the palette opens.
  const [, askAgain] = useReducer((times: number) => times + 1, 0);
  const list = useCommandList().filter(({ id }) => id !== 'general.palette');
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      onSpotlightOpen={askAgain}
      scrollable
      attributes={{ content: { 'aria-label': t('commands.palette') } }}
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.6 }}
      nothingFound={t('commands.nothingFound')}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: t('commands.search'),
        'aria-label': t('commands.search'),
      }}
      actions={list.map(({ id, label, group, keys, run, enabled }) => ({
        id,
        label,
        description: t(`commands.group.${group}`),
        disabled: !(enabled?.() ?? true),
        rightSection: keys?.[0] && <Keys keys={keys[0]} />,
        onClick: () => run(),
      }))}
    />
  );
}
