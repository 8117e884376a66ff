/** Tells where people on duty are to those who may see them: the newest of each, together, once a second at most. */
import { maySee } from '../../config/contract/rights.ts';
import type { DutyService, ScopedMove } from '../duty/duty.service.ts';
import { everySocket, type Io } from './io.ts';

const GATHER_MS = 1_000;

export function openDutyChannel(io: Io, duty: DutyService): () => void {
  const moved = new Map<string, ScopedMove>();
  let timer: NodeJS.Timeout | undefined;

  const tell = () => {
    timer = undefined;
    const moves = [...moved.values()];
    moved.clear();
    for (const socket of everySocket(io)) {
      const visible = moves.filter(({ scope }) => maySee(socket.data.asker.person, scope));
      if (visible.length > 0) {
        socket.emit(
          'dutyPositions',
          visible.map(({ personId, position }) => ({ personId, position })),
        );
      }
    }
  };
  const stop = duty.events.on('moved', (move) => {
    moved.set(move.personId, move);
    timer ??= setTimeout(tell, GATHER_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
