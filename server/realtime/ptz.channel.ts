/** Carries orders to turn a camera, and tells everybody who sees it who holds it. A desk that is gone holds nothing. */
import { Nothing } from '../../config/contract/events.ts';
import { AskPtz, AskTourPreset, OnePtz, RunPatrol } from '../../config/contract/ptz.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { PtzService, ScopedPtzState } from '../ptz/ptz.service.ts';
import { type ConsoleSocket, everySocket, type Io, requireRight } from './io.ts';
import { respond } from './respond.ts';

export function openPtzChannel(io: Io, ptz: PtzService): () => void {
  io.on('connection', (socket) => {
    const { connectionId } = socket.data;
    const asker = () => ({ ...requireRight(socket, 'camera.ptz'), connectionId });
    /** By whose right a tour on a big screen turns is asked where it does. */
    const tourAsker = ({ screenId }: AskTourPreset) =>
      screenId === undefined ? asker() : { ...requireRight(socket, 'screen.view'), connectionId };
    socket.on('disconnect', () => void ptz.left(connectionId));
    socket.on(
      'ptz',
      respond(AskPtz, async ({ cameraId, order }) => nothing(await ptz.order(cameraId, order, asker()))),
    );
    socket.on(
      'ptzRelease',
      respond(OnePtz, async ({ cameraId }) => nothing(await ptz.release(cameraId, connectionId))),
    );
    socket.on(
      'ptzPatrol',
      respond(RunPatrol, async ({ cameraId, runs }) =>
        nothing(await (runs ? ptz.startPatrol(cameraId, asker()) : ptz.stopPatrol(cameraId, asker()))),
      ),
    );
    socket.on(
      'ptzTour',
      respond(AskTourPreset, async (stop) => nothing(await ptz.goForTour(stop, tourAsker(stop)))),
    );
    socket.on(
      'ptzStates',
      respond(Nothing, () =>
        ptz
          .states()
          .filter((state) => maySeeState(socket, state))
          .map(bare),
      ),
    );
  });
  return ptz.events.on('changed', (state) => {
    for (const socket of everySocket(io)) {
      if (maySeeState(socket, state)) socket.emit('ptzState', bare(state));
    }
  });
}

function maySeeState({ data }: ConsoleSocket, { groupId }: ScopedPtzState): boolean {
  return maySee(data.asker.person, { action: 'camera.view', cameraGroupId: groupId });
}

function bare({ groupId: _, ...state }: ScopedPtzState) {
  return state;
}

function nothing(_: unknown): Record<string, never> {
  return {};
}
