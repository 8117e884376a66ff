/** What recorders hold, opened for viewers: never more fetched from them at once than the node can take. */
import { AppError } from '../../config/contract/errors.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { CameraDevice } from '../cameras/camera-device.ts';
import { Replay } from './replay.ts';
import { entriesOf } from './replay-playlist.ts';

/** A wall of sixteen asks for as many; each is a connection and some megabytes. */
const MOST_AT_ONCE = 16;

export class ReplayDesk {
  #fetching = 0;

  /** Errors: RECORDING_NOT_FOUND and those of the recorder. */
  async open(device: CameraDevice, range: RecordedSpan): Promise<Replay> {
    const { spans, aheadMs } = await device.recordings(range);
    if (spans.length === 0) throw new AppError('RECORDING_NOT_FOUND');
    return new Replay({
      entries: entriesOf(spans),
      aheadMs,
      targetOf: (recordingToken) => device.replayTarget(recordingToken),
      enter: () => this.#enter(),
    });
  }

  #enter(): () => void {
    if (this.#fetching >= MOST_AT_ONCE) throw new AppError('RECORDER_BUSY');
    this.#fetching += 1;
    return () => {
      this.#fetching -= 1;
    };
  }
}
