/** The live picture of one camera in a panel or a form, or why there is none to show. */
import type { Camera } from '../../../config/contract/camera.ts';
import { VideoTile } from '../video/VideoTile.tsx';
import classes from './CameraLive.module.css';

export function CameraLive({ camera }: { camera: Camera }) {
  return (
    <div className={classes.live}>
      <VideoTile key={camera.id} camera={camera} />
    </div>
  );
}
