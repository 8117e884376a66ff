/** The media node as the rest of the server knows it: whether it is there, where its ports are, what it can be asked. */
import type { NodeDoor, NodePorts, QuestionAnswer, QuestionInput } from '../realtime/node-door.ts';

type Ask<Name extends Parameters<NodeDoor['ask']>[0]> = (input: QuestionInput<Name>) => Promise<QuestionAnswer<Name>>;

export class MediaNode {
  readonly #door: NodeDoor;
  #ports: NodePorts | null = null;

  constructor(door: NodeDoor) {
    this.#door = door;
    door.events.on('connected', (ports) => {
      this.#ports = ports;
    });
    door.events.on('away', () => {
      this.#ports = null;
    });
  }

  /** Null while the node is away. */
  get ports(): NodePorts | null {
    return this.#ports;
  }

  get events(): NodeDoor['events'] {
    return this.#door.events;
  }

  readonly carry: Ask<'carry'> = (input) => this.#door.ask('carry', input);
  readonly testCamera: Ask<'testCamera'> = (input) => this.#door.ask('testCamera', input);
  readonly encoder: Ask<'encoder'> = (input) => this.#door.ask('encoder', input);
  readonly fitEncoder: Ask<'fitEncoder'> = (input) => this.#door.ask('fitEncoder', input);
  readonly snapshot: Ask<'snapshot'> = (input) => this.#door.ask('snapshot', input);
  readonly rtcCapabilities: Ask<'rtcCapabilities'> = (input) => this.#door.ask('rtcCapabilities', input);
  readonly openTransport: Ask<'openTransport'> = (input) => this.#door.ask('openTransport', input);
  readonly connectTransport: Ask<'connectTransport'> = (input) => this.#door.ask('connectTransport', input);
  readonly consume: Ask<'consume'> = (input) => this.#door.ask('consume', input);
  readonly resumeConsumer: Ask<'resumeConsumer'> = (input) => this.#door.ask('resumeConsumer', input);
  readonly closeConsumer: Ask<'closeConsumer'> = (input) => this.#door.ask('closeConsumer', input);
  readonly closeConnection: Ask<'closeConnection'> = (input) => this.#door.ask('closeConnection', input);
  readonly whep: Ask<'whep'> = (input) => this.#door.ask('whep', input);
  readonly endWhep: Ask<'endWhep'> = (input) => this.#door.ask('endWhep', input);
  readonly recordedPicture: Ask<'recordedPicture'> = (input) => this.#door.ask('recordedPicture', input);
  readonly deleteSegments: Ask<'deleteSegments'> = (input) => this.#door.ask('deleteSegments', input);
  readonly recordingDisk: Ask<'recordingDisk'> = (input) => this.#door.ask('recordingDisk', input);
  readonly withdraw: Ask<'withdraw'> = (input) => this.#door.ask('withdraw', input);
}
