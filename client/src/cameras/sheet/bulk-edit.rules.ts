/** Several cameras changed alike: what was chosen, and what becomes of each. Pure. */
import type { Camera } from '../../../../config/contract/camera.ts';
import type { ChangeCameras } from '../../../../config/contract/camera-sheet.ts';
import type { RecordingMode } from '../../../../config/contract/recording.ts';

/** Null leaves it as it is. */
export type BulkForm = {
  groupId: string | null;
  transport: Camera['transport'] | null;
  keepWarm: boolean | null;
  analyse: boolean | null;
  deviceEvents: boolean | null;
  disabled: boolean | null;
  /** Hours of the week are a camera's own, so they are not given to several at once. */
  recording: Exclude<RecordingMode, 'weekly'> | null;
};
const BULK_FIELDS = [
  ...(['groupId', 'transport', 'recording'] as const),
  ...(['keepWarm', 'analyse', 'deviceEvents', 'disabled'] as const),
] satisfies (keyof BulkForm)[];
export const UNCHANGED: BulkForm = {
  ...{ groupId: null, transport: null, recording: null },
  ...{ keepWarm: null, analyse: null, deviceEvents: null, disabled: null },
};

export type Becoming = { field: keyof BulkForm; before: string | boolean; after: string | boolean };

export function becomingOf(camera: Camera, form: BulkForm): Becoming[] {
  const now = { ...camera, recording: camera.recording.mode };
  return BULK_FIELDS.flatMap((field): Becoming[] => {
    const [before, after] = [now[field], form[field]];
    return after === null || after === before ? [] : [{ field, before, after }];
  });
}

/** Null when nothing would change. */
export function toChange(cameras: readonly Camera[], form: BulkForm): ChangeCameras | null {
  const { recording, ...others } = form;
  const cameraIds = cameras.filter((camera) => becomingOf(camera, form).length > 0).map(({ id }) => id);
  if (cameraIds.length === 0) return null;
  const changes = Object.fromEntries(
    Object.entries({ ...others, recordingMode: recording }).filter(([, value]) => value !== null),
  );
  return { cameraIds, changes };
}
