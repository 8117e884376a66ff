/**
 * Adds what was seen to an incident: the picture as evidence, and, where it is wanted,
 * a stretch of the recording, locked and pointed at in the command log.
 *
 * Tried again it goes on where it stopped; the same picture is never there twice.
 */
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { api, type TimedPicture } from '../api/api.ts';
import { sendEvidence } from '../api/evidence.ts';
import { newUuid } from '../api/new-uuid.ts';
import { queryClient } from '../app/query-client.ts';
import { LOCKS_KEY, RECORDINGS_KEY } from '../playback/playback-keys.ts';
import { useTimeText } from '../time/use-time-text.ts';

/** Of one incident: a try that failed may be followed by one into another. */
type Begun = { evidenceId: string; actId: string; isLocked: boolean };

/** `rangeOf`: what of the recording is locked with a picture of that moment; null for nothing. */
export type Seen = {
  incident: Incident;
  picture: () => Promise<TimedPicture>;
  rangeOf: (atMs: number) => RecordedSpan | null;
};

export function useKeepSeen(camera: Camera, onKept: () => void) {
  const { t } = useTranslation();
  const time = useTimeText();
  const begun = useRef(new Map<string, Begun>());
  return useMutation({
    mutationFn: async ({ incident, picture: take, rangeOf }: Seen) => {
      const picture = await take();
      const first = { evidenceId: newUuid(), actId: newUuid(), isLocked: false };
      const done = begun.current.get(incident.id) ?? first;
      begun.current.set(incident.id, done);
      await sendEvidence({
        ...{ incidentId: incident.id, evidenceId: done.evidenceId, kind: 'picture', bytes: picture.jpeg },
        ...{ takenAtMs: picture.atMs, position: camera.position, note: camera.name },
      });
      const range = rangeOf(picture.atMs);
      if (!range) return;
      // Not its title: locks are read by people who may not see the incident.
      const reason = t('seen.lockReason', { number: incident.number });
      if (!done.isLocked)
        await api('POST /api/recording-locks', { body: { cameraIds: [camera.id], ...range, reason } });
      done.isLocked = true;
      const words = { name: camera.name, from: time.dateTime(range.fromMs), to: time.dateTime(range.toMs) };
      await api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: incident.id },
        body: {
          ...{ actId: done.actId, act: 'remark', note: t('seen.locked', words) },
          clip: { cameraId: camera.id, ...range },
        },
      });
      void queryClient.invalidateQueries({ queryKey: RECORDINGS_KEY });
      void queryClient.invalidateQueries({ queryKey: LOCKS_KEY });
    },
    onSuccess: (_, { incident }) => {
      notifications.show({ message: t('seen.kept', { number: incident.number }) });
      onKept();
    },
  });
}
