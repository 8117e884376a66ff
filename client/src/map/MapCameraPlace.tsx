/**
 * Where a camera stands and looks, in numbers beside the map on which it is dragged.
 * Nothing is saved before it is asked for.
 */
import { Checkbox, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { type PlaceTyped, placeMistakes, placeOf } from '../cameras/camera-place.rules.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Overtaken } from '../kit/Overtaken.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { gridAt } from './geometry.ts';
import classes from './MapCameraPlace.module.css';
import { changesOf, differences, newDraft, type PlaceDraft } from './place-draft.rules.ts';
import { endPlacing, goOnFrom, typePlace } from './place-draft.ts';

const FIELDS = [
  { field: 'longitude', label: 'cameras.longitude', decimals: 7, step: 0.00001 },
  { field: 'latitude', label: 'cameras.latitude', decimals: 7, step: 0.00001 },
  { field: 'bearingDegrees', label: 'map.direction', decimals: 1, step: 1, unit: '°' },
  { field: 'viewAngleDegrees', label: 'map.viewAngle', decimals: 1, step: 1, unit: '°' },
  { field: 'viewReachMetres', label: 'map.viewReach', decimals: 1, step: 1, unit: 'm' },
] as const;
const NAMES = FIELDS.map(({ field }) => field);

export function MapCameraPlace({ camera, draft }: { camera: Camera; draft: PlaceDraft }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const grids = useSite((site) => site.grids);
  const [takesGrid, setTakesGrid] = useState(false);
  const { typed, start } = draft;
  const place = placeOf(typed);
  const changes = changesOf(draft);
  const around = place.position ? gridAt(place.position, grids.values()) : null;
  const newGrid = changes.position && around && around.id !== camera.gridId ? around : null;
  const save = useMutation({
    mutationFn: () =>
      api('PATCH /api/cameras/:cameraId', {
        params: { cameraId: camera.id },
        body: { ...changes, ...(newGrid && takesGrid && { gridId: newGrid.id }) },
      }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t('map.placeSaved', { name }) });
      endPlacing();
    },
  });
  const theirs = differences(start, newDraft(camera).start);
  // What was just saved here is told to everybody, and comes back before the answer does.
  const isOvertaken = theirs.length > 0 && !save.isPending && !save.isSuccess;
  const refused = save.error ? refusedBy(t, save.error, NAMES) : null;
  const mistakes = placeMistakes(typed);
  const isChanged = Object.keys(changes).length > 0;
  const mistakeAt = (field: keyof PlaceTyped) => mistakes[field] && t(`cameras.need.${mistakes[field]}`);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') endPlacing();
  };

  return (
    <form className={classes.form} aria-label={t('map.editPlace')} onSubmit={submit} onKeyDown={press} noValidate>
      <p className={classes.hint}>{t(place.position ? 'map.placeHint' : 'map.placeUnplaced')}</p>
      {isOvertaken && (
        <Overtaken
          told={[
            t('map.placeOvertaken'),
            t('map.placeTheirs', {
              fields: theirs.map((field) => t(`map.placeField.${field}`)).join(t('map.listComma')),
            }),
          ]}
          act={t('map.placeGoOn')}
          onGoOn={() => goOnFrom(camera)}
        />
      )}
      <div className={classes.fields}>
        {FIELDS.map(({ field, label, decimals, step, ...rest }) => (
          <NumberInput
            key={field}
            size="xs"
            label={t(label)}
            decimalScale={decimals}
            step={step}
            stepHoldDelay={400}
            stepHoldInterval={60}
            clampBehavior="none"
            suffix={'unit' in rest ? (rest.unit === 'm' ? t('map.metreSuffix') : rest.unit) : ''}
            value={typed[field]}
            onChange={(value) => typePlace({ [field]: value })}
            error={mistakeAt(field) ?? refused?.fields[field]}
          />
        ))}
      </div>
      {newGrid && (
        <Checkbox
          size="xs"
          label={t('map.alsoGrid', { name: newGrid.name })}
          checked={takesGrid}
          onChange={({ currentTarget }) => setTakesGrid(currentTarget.checked)}
        />
      )}
      {refused?.failure && <FailureNotice failure={refused.failure} />}
      <DialogButtons
        onCancel={endPlacing}
        label={t('map.savePlace')}
        isBusy={save.isPending}
        isAllowed={canAct && isChanged && !isOvertaken && Object.keys(mistakes).length === 0}
      />
    </form>
  );
}
