/** Which loss is a network that lets no WebRTC through, and which is only a server that went. mediasoup-client is stood in for: it needs a browser. */
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { ClientError } from '../../../client/src/api/failure.ts';
import type { Ask } from '../../../client/src/realtime/console-socket.ts';
import { WebRtcSession } from '../../../client/src/video/webrtc-session.ts';

class FakeTransport extends EventEmitter {
  readonly id = `transport-${made.length}`;
  readonly observer = new EventEmitter();
  connectionState = 'new';
  closed = false;

  async consume({ id }: { id: string }) {
    this.emit('connect', { dtlsParameters: {} }, this.connected, this.refused);
    if (refusal) throw refusal;
    return { id, track: {}, close: () => {} };
  }
  close() {
    this.closed = true;
    this.observer.emit('close');
  }
  turn(state: string) {
    this.connectionState = state;
    this.emit('connectionstatechange', state);
  }
  readonly connected = vi.fn();
  readonly refused = vi.fn();
}

const made: FakeTransport[] = [];
let refusal: Error | undefined;

vi.mock('mediasoup-client', () => ({
  Device: {
    factory: async () => ({
      load: async () => {},
      recvRtpCapabilities: {},
      createRecvTransport: () => {
        made.push(new FakeTransport());
        return made.at(-1);
      },
    }),
  },
}));

let answers: Partial<Record<Parameters<Ask>[0], unknown>>;
const ask: Ask = async (name) => {
  const answer = answers[name] ?? {};
  if (answer instanceof Error) throw answer;
  return answer as never;
};

beforeEach(() => {
  made.length = 0;
  refusal = undefined;
  answers = { consume: { consumerId: 'consumer', producerId: 'producer', kind: 'video', rtpParameters: {} } };
});

const WANTED = { cameraId: 'camera', quality: 'main' } as const;

test('a transport that is given up before it was connected is no sign of a network that blocks it', async () => {
  const session = new WebRtcSession(ask);
  const receiving = session.receive(WANTED);
  await vi.waitFor(() => expect(session.consumerIds).toEqual(['consumer']));
  session.reset();
  await expect(receiving).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  expect(session.isBlocked).toBe(false);
});

test('one that fails is', async () => {
  const session = new WebRtcSession(ask);
  const receiving = session.receive(WANTED);
  await vi.waitFor(() => expect(session.consumerIds).toEqual(['consumer']));
  made[0]?.turn('failed');
  await expect(receiving).rejects.toMatchObject({ code: 'WEBRTC_BLOCKED' });
  expect(session.isBlocked).toBe(true);
});

test('one whose connecting was not answered is given up: asked again, the node would refuse it', async () => {
  answers.connectTransport = new ClientError('SERVER_AWAY');
  refusal = new Error('not connected');
  const session = new WebRtcSession(ask);
  await expect(session.receive(WANTED)).rejects.toThrow('not connected');
  await vi.waitFor(() => expect(made[0]?.closed).toBe(true));
  expect(made[0]?.refused).toHaveBeenCalled();
  expect(session.isBlocked).toBe(false);
  answers.connectTransport = {};
  refusal = undefined;
  const receiving = session.receive(WANTED);
  await vi.waitFor(() => expect(made).toHaveLength(2));
  await vi.waitFor(() => expect(session.consumerIds).toEqual(['consumer']));
  made[1]?.turn('connected');
  expect((await receiving).track).toBeDefined();
});
