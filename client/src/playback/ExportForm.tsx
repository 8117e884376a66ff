/** Exports a range of this camera, and of others beside it. */
import { MultiSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { useSite } from '../realtime/site-store.ts';
import { EXPORTS_KEY } from './ExportList.tsx';
import { ReasonForm } from './ReasonForm.tsx';

const MOST = 16;

export function ExportForm({ camera, range, onDone }: { camera: Camera; range: RecordedSpan; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const cameras = useSite((site) => site.cameras);
  const [cameraIds, setCameraIds] = useState([camera.id]);
  const make = useMutation({
    mutationFn: (reason: string) => api('POST /api/exports', { body: { cameraIds, ...range, reason } }),
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
      label={t('playback.export')}
      onSubmit={(reason) => make.mutate(reason)}
      onCancel={onDone}
    >
      <MultiSelect
        label={t('playback.cameras')}
        searchable
        maxValues={MOST}
        value={cameraIds}
        onChange={(picked) => setCameraIds(picked.length > 0 ? picked : [camera.id])}
        data={inNameOrder(cameras.values()).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </ReasonForm>
  );
}
