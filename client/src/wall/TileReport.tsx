/** Reports an incident that is seen in a tile: its camera, the place and the picture are known already. */
import { Checkbox, Group, Loader, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { failureOf } from '../api/failure.ts';
import { ReportIncidentForm } from '../incidents/ReportIncidentForm.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import classes from '../seen/Seen.module.css';
import { SeenPicture } from '../seen/SeenPicture.tsx';
import { useKeepSeen } from '../seen/use-keep-seen.ts';
import { useSeenPicture } from '../seen/use-seen-picture.ts';
import { useMay } from '../session/session.ts';

export function TileReport({ camera, onDone }: { camera: Camera; onDone: () => void }) {
  const { t } = useTranslation();
  const maySave = useMay('camera.snapshot');
  const [position, setPosition] = useState(camera.position);
  const [withPicture, setWithPicture] = useState(maySave);
  const [reported, setReported] = useState<Incident | null>(null);
  const seen = useSeenPicture(camera.id, maySave);
  const keep = useKeepSeen(camera, onDone);
  const send = (incident: Incident) => {
    // Of one that could not be had it was said above the form.
    if (!withPicture || seen.thrown) return onDone();
    setReported(incident);
    keep.mutate({ incident, picture: seen.take, rangeOf: () => null });
  };

  if (reported) {
    return (
      <Stack>
        <SeenPicture camera={camera} seen={seen} />
        {keep.error ? (
          <FailureNotice failure={failureOf(keep.error)} onRetry={() => send(reported)} />
        ) : (
          <Group gap="xs" role="status">
            <Loader size="xs" /> {t('seen.sending', { number: reported.number })}
          </Group>
        )}
      </Stack>
    );
  }
  const form = (
    <ReportIncidentForm
      position={position}
      cameraId={camera.id}
      onClearPosition={() => setPosition(null)}
      onReported={send}
      onCancel={onDone}
    />
  );
  if (!maySave) return form;
  return (
    <div className={classes.sides}>
      <div className={classes.side}>
        <SeenPicture camera={camera} seen={seen} />
        <Checkbox
          label={t('seen.withPicture')}
          checked={withPicture}
          onChange={({ currentTarget: { checked } }) => setWithPicture(checked)}
        />
      </div>
      {form}
    </div>
  );
}
