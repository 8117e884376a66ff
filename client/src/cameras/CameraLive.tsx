/** The live picture of one camera in a panel or a form, or why there is none to show; and the way of what is seen into an incident. */
import type { Camera } from '../../../config/contract/camera.ts';
import { SeenAction } from '../seen/SeenAction.tsx';
import { VideoTile } from '../video/VideoTile.tsx';
import classes from './CameraLive.module.css';

export function CameraLive({ camera }: { camera: Camera }) {
  return (
    <div className={classes.live}>
      <VideoTile key={camera.id} camera={camera} actions={<SeenAction camera={camera} />} />
    </div>
  );
}
