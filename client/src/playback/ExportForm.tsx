/** Exports a range of the chosen cameras. */
import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { exportsAlone } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { CamerasField } from './CamerasField.tsx';
import { EXPORTS_KEY } from './playback-keys.ts';
import { ReasonForm } from './ReasonForm.tsx';

type ExportFormProps = { cameraIds: readonly string[]; range: RecordedSpan; onDone: () => void };

export function ExportForm({ cameraIds, range, onDone }: ExportFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>(cameraIds);
  const [withWatermark, setWithWatermark] = useState(false);
  const { person } = useSession();
  const cameras = useSite((site) => site.cameras);
  const groupIds = chosen.flatMap((cameraId) => cameras.get(cameraId)?.groupId ?? []);
  const isFree = groupIds.every((groupId) => exportsAlone(person, groupId));
  const make = useMutation({
    mutationFn: (reason: string) =>
      api('POST /api/exports', { body: { cameraIds: [...chosen], ...range, reason, withWatermark } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: EXPORTS_KEY });
      onDone();
    },
  });
  return (
    <ReasonForm
      hint={t('playback.exportHint')}
      range={range}
      failure={make.error ? failureOf(make.error) : null}
      isBusy={make.isPending}
      isAllowed={chosen.length > 0}
      label={t('playback.export')}
      onSubmit={(reason) => make.mutate(reason)}
      onCancel={onDone}
    >
      <CamerasField chosen={chosen} onChoose={setChosen} />
      <Checkbox
        label={t('playback.withWatermark')}
        description={t('playback.withWatermarkHint')}
        checked={withWatermark}
        onChange={(event) => setWithWatermark(event.currentTarget.checked)}
      />
      {!isFree && <p>{t('playback.exportWaits')}</p>}
    </ReasonForm>
  );
}
