/** What the big screens say of themselves, told to those who drive them: which are on, and what they show. */
import { may } from '../../config/contract/rights.ts';
import { ScreenReport, type ScreenState } from '../../config/contract/screen.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { everySocket, type Io, requireRight } from './io.ts';
import { respond } from './respond.ts';

/** A screen whose connection is lost is off at once; one that says nothing any more, after this. */
const SILENT_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 2_000;

export function openScreenChannel(io: Io, clock: Clock): () => void {
  /** By connection: the same screen may be open twice. */
  const states = new Map<string, ScreenState>();

  const tellAll = () => {
    const now = [...states.values()];
    for (const socket of everySocket(io)) {
      if (may(socket.data.asker.person, 'screen.drive')) socket.emit('screenStates', now);
    }
  };

  io.on('connection', (socket) => {
    const { connectionId } = socket.data;
    if (may(socket.data.asker.person, 'screen.drive')) socket.emit('screenStates', [...states.values()]);
    socket.on(
      'screenShows',
      respond(ScreenReport, (report) => {
        requireRight(socket, 'screen.view');
        states.set(connectionId, { ...report, heardAtMs: clock() });
        tellAll();
        return {};
      }),
    );
    socket.on('disconnect', () => {
      if (states.delete(connectionId)) tellAll();
    });
  });

  const timer = setInterval(() => {
    const silent = [...states].filter(([, { heardAtMs }]) => clock() - heardAtMs > SILENT_AFTER_MS);
    for (const [connectionId] of silent) states.delete(connectionId);
    if (silent.length > 0) tellAll();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
