/**
 * Who is watching, and when, across whatever lies under it: a photograph of the
 * screen says whose it is. Give its parent a position; it fills it at any size.
 */
import { useMemo } from 'react';
import { useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Watermark.module.css';
import { watermarkImage } from './watermark-image.ts';

/** Each change is drawn anew over every picture of a wall; this often is exact enough to tell who it was. */
const EVERY_MS = 5_000;

export function Watermark() {
  const { person } = useSession();
  const time = useTimeText();
  const who = [person.name, person.unit].filter((part) => part !== '').join(' · ');
  const when = `${person.account}  ${time.dateTime(useNowMs(EVERY_MS))}`;
  const image = useMemo(() => watermarkImage([who, when]), [who, when]);
  return <div className={classes.watermark} data-watermark={who} aria-hidden style={{ backgroundImage: image }} />;
}
