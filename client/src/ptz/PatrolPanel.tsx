/** 巡航: which presets, how long at each; run by the server until somebody turns the camera or stops it. */
import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatrolStop, Preset, PtzState } from '../../../config/contract/ptz.ts';
import { api } from '../api/api.ts';
import { failureText } from '../api/failure-text.ts';
import { useCommands } from '../commands/use-commands.ts';
import { sayFailure } from '../kit/say-failure.ts';
import classes from './PatrolPanel.module.css';
import { usePtz } from './ptz-store.ts';

type PatrolPanelProps = {
  cameraId: string;
  presets: readonly Preset[];
  state: PtzState | undefined;
  isEnabled: boolean;
};

const DWELL_S = { min: 5, usual: 20, max: 3_600 };

export function PatrolPanel({ cameraId, presets, state, isEnabled }: PatrolPanelProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const queryKey = ['patrol', cameraId];
  const params = { cameraId };
  const patrol = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/patrol', { params, signal }),
  });
  const save = useMutation({
    mutationFn: (stops: PatrolStop[]) => api('POST /api/cameras/:cameraId/patrol', { params, body: { stops } }),
    onMutate: (stops) => client.setQueryData(queryKey, { stops }),
    onError: sayFailure,
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const stops = patrol.data?.stops ?? [];
  const running = state?.patrol ?? null;
  const run = (runs: boolean) => {
    usePtz.getState().ask?.('ptzPatrol', { cameraId, runs }).catch(sayFailure);
  };
  useCommands([
    {
      id: 'ptz.patrol',
      group: 'ptz',
      label: t(running ? 'ptz.stopPatrol' : 'ptz.startPatrol'),
      enabled: () => isEnabled && (running !== null || stops.length > 0),
      run: () => run(running === null),
    },
  ]);
  const change = (index: number, stop: Partial<PatrolStop>) =>
    save.mutate(stops.map((each, at) => (at === index ? { ...each, ...stop } : each)));
  const [firstPreset] = presets;

  return (
    <section className={classes.patrol} aria-label={t('ptz.patrol')}>
      <header>
        <h3>{t('ptz.patrol')}</h3>
        {running ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} />}
            disabled={!isEnabled}
            onClick={() => run(false)}
          >
            {t('ptz.stopPatrol')}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={14} />}
            disabled={!isEnabled || stops.length === 0}
            onClick={() => run(true)}
          >
            {t('ptz.startPatrol')}
          </Button>
        )}
      </header>
      {running && <p role="status">{t('ptz.patrolling', { name: running.startedBy })}</p>}
      {running?.failure && <p data-tone="warning">{failureText(t, running.failure)}</p>}
      <ol>
        {stops.map((stop, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one preset may be gone to twice
          <li key={index}>
            <Select
              size="xs"
              aria-label={t('ptz.patrolStop', { number: index + 1 })}
              allowDeselect={false}
              value={stop.presetToken}
              onChange={(token) => token && change(index, { presetToken: token })}
              data={presets.map(({ token, name }) => ({ value: token, label: name }))}
            />
            <NumberInput
              size="xs"
              aria-label={t('ptz.dwell', { number: index + 1 })}
              suffix={t('ptz.dwellUnit')}
              hideControls
              min={DWELL_S.min}
              max={DWELL_S.max}
              value={stop.dwellS}
              onBlur={(event) => {
                const typed = Number.parseInt(event.currentTarget.value, 10);
                const dwellS = Math.min(Math.max(typed || DWELL_S.usual, DWELL_S.min), DWELL_S.max);
                if (dwellS !== stop.dwellS) change(index, { dwellS });
              }}
            />
            <ActionIcon
              size="sm"
              aria-label={t('ptz.removeStop', { number: index + 1 })}
              onClick={() => save.mutate(stops.filter((_, at) => at !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {firstPreset ? (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            const next = presets[stops.length % presets.length] ?? firstPreset;
            save.mutate([...stops, { presetToken: next.token, dwellS: DWELL_S.usual }]);
          }}
        >
          {t('ptz.addStop')}
        </Button>
      ) : (
        <p>{t('ptz.patrolNeedsPresets')}</p>
      )}
    </section>
  );
}
