/** Places from a file: chosen, looked over row by row, and taken in only when somebody agrees. */
import { Button, Checkbox, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPin } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GeoSystem } from '../../../config/contract/grid-import.ts';
import { MOST_PLACE_BYTES, MOST_PLACE_ROWS, PlaceKind } from '../../../config/contract/ground.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { FileDrop } from '../kit/FileDrop.tsx';
import { Loading } from '../kit/ListState.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { ImportPlacesPreview } from './ImportPlacesPreview.tsx';
import classes from './Places.module.css';
import { readPlacesAnew } from './places.ts';
import { type PlaceWish, previewPlaces, takePlaces } from './send-places.ts';

const TYPES = '.xlsx,.csv,.geojson,.json,.zip';
const NONE = 'none';

export function ImportPlaces({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [file, setFile] = useState<File | null>(null);
  const [wish, setWish] = useState<PlaceWish>({ kind: null, system: null, removesGone: false, agreesShifted: false });
  const look = useMutation({
    mutationFn: ({ chosen, how }: { chosen: File; how: PlaceWish }) => previewPlaces(chosen, how),
  });
  const take = useMutation({
    mutationFn: (chosen: File) => takePlaces(chosen, wish),
    onSuccess: ({ counts }) => {
      const total = (part: 'added' | 'changed' | 'same') => counts.reduce((sum, each) => sum + each[part], 0);
      const told = { added: total('added'), changed: total('changed'), same: total('same') };
      notifications.show({ message: t('places.taken', told) });
      readPlacesAnew();
      onDone();
    },
  });
  const lookAgain = (how: PlaceWish, chosen: File | null = file) => {
    setWish(how);
    take.reset();
    if (chosen) look.mutate({ chosen, how });
  };
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    lookAgain({ ...wish, removesGone: false, agreesShifted: false }, chosen);
  };
  const preview = look.isPending ? undefined : look.data;
  const isShifted = preview?.problems.some(({ code }) => code === 'shifted') ?? false;
  const left = (preview?.problemCount ?? 0) - (isShifted && wish.agreesShifted ? 1 : 0);
  const count = preview?.counts.reduce((sum, { added, changed }) => sum + added + changed, 0) ?? 0;
  const gone = preview?.counts.reduce((sum, each) => sum + each.gone, 0) ?? 0;
  const { suspected = null } = preview ?? {};

  return (
    <section className={classes.import} aria-label={t('places.importTitle')}>
      <div className={classes.wishes}>
        <Select
          w={240}
          label={t('places.target')}
          allowDeselect={false}
          value={wish.kind ?? NONE}
          onChange={(value) => lookAgain({ ...wish, kind: PlaceKind.nullable().catch(null).parse(value) })}
          data={[
            { value: NONE, label: t('places.byColumn') },
            ...PlaceKind.options.map((value) => ({ value, label: t(`places.kind.${value}`) })),
          ]}
        />
        <Select
          w={320}
          label={t('places.system')}
          allowDeselect={false}
          value={wish.system ?? NONE}
          onChange={(value) => lookAgain({ ...wish, system: GeoSystem.nullable().catch(null).parse(value) })}
          data={[
            { value: NONE, label: t('places.systems.file') },
            ...GeoSystem.options.map((value) => ({ value, label: t(`places.systems.${value}`) })),
          ]}
        />
      </div>
      <FileDrop
        file={file}
        types={TYPES}
        label={t('places.drop')}
        hints={[
          t('places.limit', { megabytes: MOST_PLACE_BYTES / 1_000_000, rows: MOST_PLACE_ROWS }),
          t('places.noPeople'),
        ]}
        other={t('places.other')}
        onFile={choose}
      >
        {preview && <span className={classes.rows}>{t('places.rows', { count: preview.rowCount })}</span>}
      </FileDrop>
      {suspected !== null && (
        <div className={classes.suspected} role="alert" data-suspected={suspected}>
          <IconMapPin size={18} aria-hidden />
          <span>{t('places.suspected', { system: t(`places.shortSystem.${suspected}`) })}</span>
          <Button size="compact-sm" onClick={() => lookAgain({ ...wish, system: suspected, agreesShifted: false })}>
            {t('places.convert', { system: t(`places.shortSystem.${suspected}`) })}
          </Button>
        </div>
      )}
      {look.isPending && <Loading />}
      {look.error && !look.isPending && (
        <FailureNotice failure={failureOf(look.error)} onRetry={() => lookAgain(wish)} />
      )}
      {preview && <ImportPlacesPreview preview={preview} />}
      {take.error && <FailureNotice failure={failureOf(take.error)} />}
      <footer className={classes.foot}>
        <Stack gap={6}>
          {preview && (
            <span role="status" data-errors={left > 0}>
              {left > 0 ? t('places.left', { count: left }) : t('places.ready')}
            </span>
          )}
          {isShifted && (
            <Checkbox
              size="xs"
              label={t('places.agreesShifted')}
              checked={wish.agreesShifted}
              onChange={({ currentTarget }) => setWish({ ...wish, agreesShifted: currentTarget.checked })}
            />
          )}
          {gone > 0 && left === 0 && (
            <Checkbox
              size="xs"
              label={t('places.removesGone', { count: gone })}
              checked={wish.removesGone}
              onChange={({ currentTarget }) => setWish({ ...wish, removesGone: currentTarget.checked })}
            />
          )}
        </Stack>
        <Button variant="default" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button
          loading={take.isPending}
          disabled={!canAct || !preview || left > 0 || (count === 0 && !wish.removesGone)}
          onClick={() => file && take.mutate(file)}
        >
          {t('places.take', { count })}
        </Button>
      </footer>
    </section>
  );
}
