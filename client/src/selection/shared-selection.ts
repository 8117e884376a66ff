/**
 * The windows of one browser look at the same thing: what is chosen in one is chosen in
 * the others. Each still asks the server for it with its own right to see it.
 */
import { z } from 'zod';
import { type Selected, useSelection } from './selection.ts';

const NAME = 'lianqin.selection';
const id = z.string().max(100).nullable();
const Said = z.object({ cameraId: id, alertId: id, incidentId: id, gridId: id, unitId: id, personId: id });

/** Answers the way out. */
export function shareSelection(): () => void {
  const channel = new BroadcastChannel(NAME);
  let heard: Selected | undefined;
  channel.onmessage = ({ data }) => {
    const said = Said.safeParse(data);
    if (!said.success) return;
    heard = said.data;
    useSelection.setState(said.data);
  };
  const stop = useSelection.subscribe((now, before) => {
    const chosen = selectedOf(now);
    if (isSame(chosen, selectedOf(before)) || (heard && isSame(chosen, heard))) return;
    heard = undefined;
    channel.postMessage(chosen);
  });
  return () => {
    stop();
    channel.close();
  };
}

function selectedOf({ cameraId, alertId, incidentId, gridId, unitId, personId }: Selected): Selected {
  return { cameraId, alertId, incidentId, gridId, unitId, personId };
}

function isSame(one: Selected, other: Selected): boolean {
  return (
    one.cameraId === other.cameraId &&
    one.alertId === other.alertId &&
    one.incidentId === other.incidentId &&
    one.gridId === other.gridId &&
    one.unitId === other.unitId &&
    one.personId === other.personId
  );
}
