/** Above the map: find something, choose layers, report an incident. */
import { ActionIcon, Button, Checkbox, Popover, Select, Stack } from '@mantine/core';
import { IconFlagPlus, IconSearch, IconStack2, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inNameOrder } from '../incidents/choices.ts';
import classes from './MapPage.module.css';
import type { Target } from './map-hit.rules.ts';
import type { ShownLayers } from './map-layers.ts';
import type { Pins } from './map-pins.rules.ts';

type MapToolbarProps = {
  shown: ShownLayers;
  onShown: (shown: ShownLayers) => void;
  pins: Pins;
  onChoose: (target: Target) => void;
  isChoosingPlace: boolean;
  mayReport: boolean;
  canReport: boolean;
  onReport: () => void;
};

const LAYERS = ['grids', 'governance', 'cameras', 'names', 'alerts', 'incidents'] as const;

export function MapToolbar({ shown, onShown, pins, onChoose, isChoosingPlace, ...report }: MapToolbarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.toolbar}>
      <Finder pins={pins} onChoose={onChoose} />
      <Popover position="bottom-start" shadow="md" width={200} trapFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconStack2 size={16} />}>
            {t('map.layers')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('map.layers')}>
          <Stack gap="xs">
            {LAYERS.map((layer) => (
              <Checkbox
                key={layer}
                size="xs"
                label={t(`map.layer.${layer}`)}
                checked={shown[layer]}
                onChange={(event) => onShown({ ...shown, [layer]: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {report.mayReport && <ReportButton isChoosingPlace={isChoosingPlace} {...report} />}
    </div>
  );
}

type ReportButtonProps = Pick<MapToolbarProps, 'isChoosingPlace' | 'canReport' | 'onReport'>;

function ReportButton({ isChoosingPlace, canReport, onReport }: ReportButtonProps) {
  const { t } = useTranslation();
  if (!isChoosingPlace) {
    return (
      <Button leftSection={<IconFlagPlus size={16} />} disabled={!canReport} onClick={onReport}>
        {t('map.report')}
      </Button>
    );
  }
  return (
    <div className={classes.hint} role="status">
      {t('map.reportHint')}
      <ActionIcon size="sm" onClick={onReport} aria-label={t('map.cancelReport')}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

function Finder({ pins, onChoose }: { pins: Pins; onChoose: (target: Target) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const places = [
    ...inNameOrder(pins.cameras).map(({ cameraId, name }) => ({ value: `camera ${cameraId}`, label: name })),
    ...pins.incidents.map(({ incidentId, number, title }) => ({
      value: `incident ${incidentId}`,
      label: `${number} ${title}`,
    })),
  ];
  return (
    <Select
      size="xs"
      w={230}
      aria-label={t('map.find')}
      placeholder={t('map.find')}
      nothingFoundMessage={t('map.findNothing')}
      leftSection={<IconSearch size={14} />}
      searchable
      limit={50}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      data={places}
      onChange={(place) => {
        setSearch('');
        const [kind, id] = place?.split(' ') ?? [];
        if (id && (kind === 'camera' || kind === 'incident')) onChoose({ kind, id, x: 0, y: 0, radius: 0 });
      }}
    />
  );
}
