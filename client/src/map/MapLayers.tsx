/** Which layers the map shows, and of the governance grids which lines of work. */
import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../commands/use-commands.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './MapPage.module.css';
import { LAYERS } from './map-filter.rules.ts';
import type { useMapSearch } from './use-map-search.ts';

export function MapLayers({ search }: { search: ReturnType<typeof useMapSearch> }) {
  const { t } = useTranslation();
  const { shown, setShown, lines, setLines } = search;
  const grids = useSite((site) => site.grids);
  const known = useMemo(
    () => [...new Set([...grids.values()].map(({ line }) => line).filter(Boolean))].toSorted(),
    [grids],
  );
  const [isOpen, setOpen] = useState(false);
  useCommands([
    { id: 'map.layers', group: 'map', label: t('map.layers'), keys: ['Shift+L'], run: () => setOpen(true) },
    ...LAYERS.map((layer) => ({
      id: `map.layer-${layer}` as const,
      group: 'map' as const,
      label: t('map.toggleLayer', { layer: t(`map.layer.${layer}`) }),
      run: () => setShown({ ...shown, [layer]: !shown[layer] }),
    })),
  ]);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" width={210} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconStack2 size={16} />} onClick={() => setOpen(!isOpen)}>
          {t('map.layers')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('map.layers')}>
        <Stack gap="xs">
          {LAYERS.map((layer) => (
            <div key={layer}>
              <Checkbox
                size="xs"
                label={t(`map.layer.${layer}`)}
                checked={shown[layer]}
                onChange={(event) => setShown({ ...shown, [layer]: event.currentTarget.checked })}
              />
              {layer === 'governance' && shown.governance && known.length > 1 && (
                <Stack gap={6} className={classes.lines}>
                  {known.map((line) => (
                    <Checkbox
                      key={line}
                      size="xs"
                      label={line}
                      checked={lines === null || lines.includes(line)}
                      onChange={(event) => setLines(withLine(lines ?? known, line, event.currentTarget.checked, known))}
                    />
                  ))}
                </Stack>
              )}
            </div>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Null again when all of them are shown. */
function withLine(
  lines: readonly string[],
  line: string,
  isShown: boolean,
  known: readonly string[],
): readonly string[] | null {
  const next = isShown ? [...lines, line] : lines.filter((other) => other !== line);
  return known.every((each) => next.includes(each)) ? null : next;
}
