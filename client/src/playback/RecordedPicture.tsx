/** A small picture of a moment, once the pointer rests there. */
import { useEffect, useState } from 'react';
import classes from './Timeline.module.css';

const REST_MS = 180;
/** Fine enough to find one's way; each is fetched once and kept by the browser. */
const STEP_MS = 10_000;

/** `spanFromMs`: where the stretch begins that the moment is in. */
export function RecordedPicture({
  cameraId,
  atMs,
  spanFromMs,
}: {
  cameraId: string;
  atMs: number;
  spanFromMs: number;
}) {
  const stepMs = Math.max(spanFromMs, Math.floor(atMs / STEP_MS) * STEP_MS);
  const [shownMs, setShownMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShownMs(stepMs), REST_MS);
    return () => clearTimeout(timer);
  }, [stepMs]);
  if (shownMs === null) return null;
  const source = `/api/recordings/${encodeURIComponent(cameraId)}/picture?atMs=${shownMs}`;
  return (
    <img
      key={source}
      className={classes.picture}
      src={source}
      alt=""
      onError={(event) => event.currentTarget.remove()}
    />
  );
}
