/** A small picture of a moment, once the pointer rests there. */
import { useEffect, useState } from 'react';
import classes from './Timeline.module.css';

const REST_MS = 150;
/** So many different pictures along a timeline are enough to find one's way; each is fetched once and kept by the browser. */
const PICTURES = 120;
const FINEST_MS = 1_000;

type RecordedPictureProps = {
  cameraId: string;
  atMs: number;
  /** What was recorded begins no later than here. */
  spanFromMs: number;
  /** How much time the timeline shows. */
  viewMs: number;
};

export function RecordedPicture({ cameraId, atMs, spanFromMs, viewMs }: RecordedPictureProps) {
  const stepMs = Math.max(FINEST_MS, Math.round(viewMs / PICTURES / FINEST_MS) * FINEST_MS);
  const rounded = Math.floor(atMs / stepMs) * stepMs;
  const wantedMs = rounded < spanFromMs ? Math.round(atMs) : rounded;
  const [shownMs, setShownMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShownMs(wantedMs), REST_MS);
    return () => clearTimeout(timer);
  }, [wantedMs]);
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
