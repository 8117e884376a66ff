/** Where a camera stands and looks: typed, or chosen on the map; and the grid it belongs to. */
import { Button, NumberInput, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { gridChoices } from '../incidents/choices.ts';
import { Loading } from '../kit/ListState.tsx';
import { gridAt } from '../map/geometry.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './CameraEditor.module.css';
import type { CameraForm } from './camera-form.rules.ts';
import { placeOf } from './camera-place.rules.ts';

const MapPicker = lazy(() => import('../map/MapPicker.tsx').then((module) => ({ default: module.MapPicker })));

type PlaceFieldsProps = { form: UseFormReturnType<CameraForm>; cameraId: string | null };

export function PlaceFields({ form, cameraId }: PlaceFieldsProps) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const { position, ...view } = placeOf(form.values);
  const around = position ? gridAt(position, grids.values()) : null;
  const isSuggested = around !== null && around.id !== form.values.gridId;

  return (
    <fieldset className={classes.part}>
      <legend>{t('cameras.part.place')}</legend>
      <div className={classes.map}>
        <Suspense fallback={<Loading />}>
          <MapPicker
            position={position}
            view={view}
            cameraId={cameraId}
            onChange={(place) =>
              form.setValues({
                longitude: place.position.longitude,
                latitude: place.position.latitude,
                bearingDegrees: place.bearingDegrees ?? '',
              })
            }
          />
        </Suspense>
      </div>
      <div className={classes.suggestion}>{t('map.pickHint')}</div>
      <div className={classes.three}>
        <NumberInput
          label={t('cameras.longitude')}
          decimalScale={7}
          hideControls
          {...form.getInputProps('longitude')}
        />
        <NumberInput label={t('cameras.latitude')} decimalScale={7} hideControls {...form.getInputProps('latitude')} />
        <NumberInput
          label={t('cameras.bearing')}
          decimalScale={1}
          hideControls
          {...form.getInputProps('bearingDegrees')}
        />
      </div>
      <div className={classes.row}>
        <NumberInput
          label={t('cameras.viewAngle')}
          decimalScale={1}
          hideControls
          {...form.getInputProps('viewAngleDegrees')}
        />
        <NumberInput
          label={t('cameras.viewReach')}
          decimalScale={1}
          hideControls
          {...form.getInputProps('viewReachMetres')}
        />
      </div>
      <div className={classes.row}>
        <Select
          label={t('cameras.grid')}
          placeholder={t('cameras.noGrid')}
          data={gridChoices(grids.values())}
          searchable
          clearable
          {...form.getInputProps('gridId')}
        />
        <div className={classes.suggestion} data-suggested={isSuggested}>
          {isSuggested && (
            <>
              {t('cameras.gridSuggestion', { name: around.name })}
              <Button size="compact-xs" variant="subtle" onClick={() => form.setFieldValue('gridId', around.id)}>
                {t('cameras.useGrid')}
              </Button>
            </>
          )}
          {position && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => form.setValues({ longitude: '', latitude: '', bearingDegrees: '' })}
            >
              {t('cameras.clearPlace')}
            </Button>
          )}
        </div>
      </div>
    </fieldset>
  );
}
