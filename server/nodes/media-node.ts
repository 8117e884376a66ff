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
  readonly encoderSettings: Ask<'encoderSettings'> = (input) => this.#door.ask('encoderSettings', input);
  readonly setEncoder: Ask<'setEncoder'> = (input) => this.#door.ask('setEncoder', input);
  readonly searchDevices: Ask<'searchDevices'> = (input) => this.#door.ask('searchDevices', input);
  readonly deviceSearch: Ask<'deviceSearch'> = (input) => this.#door.ask('deviceSearch', input);
  readonly inspectDevice: Ask<'inspectDevice'> = (input) => this.#door.ask('inspectDevice', input);
  readonly ptz: Ask<'ptz'> = (input) => this.#door.ask('ptz', input);
  readonly ptzPlace: Ask<'ptzPlace'> = (input) => this.#door.ask('ptzPlace', input);
  readonly presets: Ask<'presets'> = (input) => this.#door.ask('presets', input);
  readonly setPreset: Ask<'setPreset'> = (input) => this.#door.ask('setPreset', input);
  readonly removePreset: Ask<'removePreset'> = (input) => this.#door.ask('removePreset', input);
  readonly imaging: Ask<'imaging'> = (input) => this.#door.ask('imaging', input);
  readonly setImaging: Ask<'setImaging'> = (input) => this.#door.ask('setImaging', input);
  readonly relays: Ask<'relays'> = (input) => this.#door.ask('relays', input);
  readonly setRelay: Ask<'setRelay'> = (input) => this.#door.ask('setRelay', input);
  readonly rebootCamera: Ask<'rebootCamera'> = (input) => this.#door.ask('rebootCamera', input);
  readonly snapshot: Ask<'snapshot'> = (input) => this.#door.ask('snapshot', input);
  readonly rtcCapabilities: Ask<'rtcCapabilities'> = (input) => this.#door.ask('rtcCapabilities', input);
  readonly openTransport: Ask<'openTransport'> = (input) => this.#door.ask('openTransport', input);
  readonly connectTransport: Ask<'connectTransport'> = (input) => this.#door.ask('connectTransport', input);
  readonly consume: Ask<'consume'> = (input) => this.#door.ask('consume', input);
  readonly resumeConsumer: Ask<'resumeConsumer'> = (input) => this.#door.ask('resumeConsumer', input);
  readonly closeConsumer: Ask<'closeConsumer'> = (input) => this.#door.ask('closeConsumer', input);
  readonly closeConnection: Ask<'closeConnection'> = (input) => this.#door.ask('closeConnection', input);
  readonly whep: Ask<'whep'> = (input) => this.#door.ask('whep', input);
  readonly whip: Ask<'whip'> = (input) => this.#door.ask('whip', input);
  readonly endWhip: Ask<'endWhip'> = (input) => this.#door.ask('endWhip', input);
  readonly endWhep: Ask<'endWhep'> = (input) => this.#door.ask('endWhep', input);
  readonly askTalk: Ask<'askTalk'> = (input) => this.#door.ask('askTalk', input);
  readonly openTalk: Ask<'openTalk'> = (input) => this.#door.ask('openTalk', input);
  readonly endTalk: Ask<'endTalk'> = (input) => this.#door.ask('endTalk', input);
  readonly recordedPicture: Ask<'recordedPicture'> = (input) => this.#door.ask('recordedPicture', input);
  readonly recorderSpans: Ask<'recorderSpans'> = (input) => this.#door.ask('recorderSpans', input);
  readonly recorderReach: Ask<'recorderReach'> = (input) => this.#door.ask('recorderReach', input);
  readonly deleteSegments: Ask<'deleteSegments'> = (input) => this.#door.ask('deleteSegments', input);
  readonly recordingDisk: Ask<'recordingDisk'> = (input) => this.#door.ask('recordingDisk', input);
  readonly withdraw: Ask<'withdraw'> = (input) => this.#door.ask('withdraw', input);
}
