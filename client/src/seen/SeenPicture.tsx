/** What was seen, as it will be kept: the picture and when it was. */
import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Seen.module.css';
import type { SeenPicture as Seen } from './use-seen-picture.ts';

export function SeenPicture({ camera, seen }: { camera: Camera; seen: Seen }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { picture, url, thrown, again } = seen;
  if (thrown) return <FailureNotice failure={failureOf(thrown)} onRetry={again} />;
  return (
    <figure className={classes.picture}>
      <div>{url ? <img src={url} alt={t('seen.pictureOf', { name: camera.name })} /> : <Loader size="sm" />}</div>
      <figcaption>
        <span>{camera.name}</span>
        {picture && <time>{time.dateTime(picture.atMs)}</time>}
      </figcaption>
    </figure>
  );
}
