/**
 * A camera that says what was recorded, on real sockets: it answers each request with
 * the recorded answer and sends the recorded packets once it is told to play, over the
 * connection or over UDP as it was asked.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Asked, Conversation, Sent } from './conversation.ts';
import { uint, writeRtp } from './recorded-rtp.ts';
import { SOUND_CONTROL } from './sound-alterations.ts';

/** Asked to learn from the answer that everything before was read. */
const HAVE_YOU_READ_CSEQ = 9_001;
/** As it is asked for over the connection. */
const SOUND_CHANNEL = 2;
const SOUND_CHANNELS = 'interleaved=2-3';
const HAVE_YOU_READ = `OPTIONS * RTSP/1.0\r\nCSeq: ${HAVE_YOU_READ_CSEQ}\r\n\r\n`;

export class ReplayCamera implements AsyncDisposable {
  /** Every request, in order. */
  readonly asked: Asked[] = [];
  /** What the client answered to questions of the camera's own. */
  readonly answered: string[] = [];
  /** RTCP packets that came from the client. */
  readonly reports: Buffer[] = [];
  readonly #conversation: Conversation;
  readonly #server: Server;
  readonly #calls: Call[] = [];
  readonly #watching = new Set<() => void>();
  readonly #ruleUses = new Map<unknown, number>();
  #readCount = 0;

  static async open(conversation: Conversation): Promise<ReplayCamera> {
    const server = createServer({ noDelay: true });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new ReplayCamera(conversation, server);
  }

  private constructor(conversation: Conversation, server: Server) {
    this.#conversation = conversation;
    this.#server = server;
    server.on('connection', (socket) => {
      this.#calls.push(new Call(socket, this));
    });
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get origin(): string {
    return `rtsp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get connectionCount(): number {
    return this.#calls.length;
  }

  /** Resolves when so many requests of this method have come. */
  wasAsked(method: string, count = 1): Promise<void> {
    return this.#reached(() => this.asked.filter((each) => each.method === method).length >= count);
  }

  wasReported(): Promise<void> {
    return this.#reached(() => this.reports.length > 0);
  }

  /** Resolves when the client has read all that was said and sent to it over its newest connection. */
  async wasRead(): Promise<void> {
    const before = this.#readCount;
    await this.#calls.at(-1)?.ask(HAVE_YOU_READ);
    await this.#reached(() => this.#readCount > before);
  }

  /** What is said to a request, in the words and with the addresses of this camera; empty is silence. */
  answerTo(asked: Asked): { text: string; isOk: boolean } {
    const { answers, rules, description, numbersAnswers, spelling } = this.#conversation;
    const rule = rules.find((each) => each.when(asked) && (this.#ruleUses.get(each) ?? 0) < (each.times ?? Infinity));
    if (rule) this.#ruleUses.set(rule, (this.#ruleUses.get(rule) ?? 0) + 1);
    const body = asked.method === 'DESCRIBE' ? this.#own(description) : '';
    const head = rule?.say(asked) ?? answers[asked.method] ?? 'RTSP/1.0 200 OK\r\nCSeq: 0';
    if (head === '') return { text: '', isOk: false };
    const isOk = head.startsWith('RTSP/1.0 200');
    const numbered = numbersAnswers ? head.replace(/^CSeq: \d+/m, `CSeq: ${asked.headers.get('cseq')}`) : head;
    const measured = numbered.replace(/^Content-Length: \d+/m, `Content-Length: ${isOk ? body.length : 0}`);
    const spelt = spelling(`${this.#own(measured)}\r\n\r\n`, asked);
    return { text: isOk ? `${spelt}${body}` : spelt, isOk };
  }

  noteAsked(asked: Asked): void {
    this.asked.push(asked);
    this.#look();
  }

  noteReport(packet: Buffer): void {
    this.reports.push(packet);
    this.#look();
  }

  noteRead(): void {
    this.#readCount += 1;
    this.#look();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const call of this.#calls) call.end();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Says its own address where the recorded one stood, or a row leaves a place for it. */
  #own(text: string): string {
    const { host, port } = new URL(this.origin);
    return text
      .replaceAll(this.#conversation.origin, this.origin)
      .replaceAll('{host}', host)
      .replaceAll('{port}', port);
  }

  #look(): void {
    for (const look of this.#watching) look();
  }

  #reached(isReached: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (isReached()) resolve();
    };
    this.#watching.add(look);
    look();
    return promise.finally(() => this.#watching.delete(look));
  }
}

/** One connection. */
class Call {
  readonly #camera: ReplayCamera;
  readonly #socket: Socket;
  #udp: UdpTrack | undefined;
  #soundUdp: UdpTrack | undefined;
  #channels = [0, 1];
  #heard = Buffer.alloc(0);
  #said: Promise<void> = Promise.resolve();

  constructor(socket: Socket, camera: ReplayCamera) {
    this.#camera = camera;
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (chunk) => this.#hear(chunk));
  }

  end(): void {
    this.#socket.destroy();
    this.#udp?.close();
    this.#soundUdp?.close();
  }

  /** After everything that is being said. */
  async ask(text: string): Promise<void> {
    await this.#said;
    this.#socket.write(text);
  }

  /** Our client writes whole requests and answers without bodies, and whole RTCP packets behind `$`. */
  #hear(chunk: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, chunk]);
    while (this.#heard.length > 4) {
      const isPacket = this.#heard[0] === 0x24;
      const end = isPacket ? 4 + this.#heard.readUInt16BE(2) : this.#heard.indexOf('\r\n\r\n') + 4;
      if (end < 4 || end > this.#heard.length) return;
      const heard = this.#heard.subarray(0, end);
      this.#heard = this.#heard.subarray(end);
      if (isPacket) this.#camera.noteReport(heard.subarray(4));
      else this.#hearText(heard.toString('latin1'));
    }
  }

  #hearText(text: string): void {
    if (text.startsWith('RTSP/')) {
      if (text.includes(`CSeq: ${HAVE_YOU_READ_CSEQ}`)) this.#camera.noteRead();
      else this.#camera.answered.push(text);
      return;
    }
    const asked = readRequest(text);
    this.#camera.noteAsked(asked);
    this.#said = this.#said.then(() => this.#answer(asked));
  }

  async #answer(asked: Asked): Promise<void> {
    const { text, isOk } = this.#camera.answerTo(asked);
    const said = isOk && asked.method === 'SETUP' ? await this.#setUp(asked, text) : text;
    await this.#write(Buffer.from(said, 'latin1'));
    if (isOk && asked.method === 'PLAY') await this.#play(this.#camera.conversation.sent);
  }

  async #setUp(asked: Asked, answer: string): Promise<string> {
    const isSound = asked.url.endsWith(SOUND_CONTROL);
    const [, rtp, rtcp] = /client_port=(\d+)-(\d+)/.exec(asked.headers.get('transport') ?? '') ?? [];
    if (rtp === undefined || rtcp === undefined) {
      if (isSound) return answer.replace(/interleaved=[\d-]+/, SOUND_CHANNELS);
      const told = /interleaved=(\d+)-(\d+)/.exec(answer);
      if (told) this.#channels = [Number(told[1]), Number(told[2])];
      return answer;
    }
    const udp = await UdpTrack.open([Number(rtp), Number(rtcp)], (packet) => this.#camera.noteReport(packet));
    if (isSound) this.#soundUdp = udp;
    else this.#udp = udp;
    const transport = `Transport: RTP/AVP;unicast;client_port=${rtp}-${rtcp};server_port=${udp.ports.join('-')}`;
    return answer.replace(/^Transport: .*$/m, transport);
  }

  async #play(sent: readonly Sent[]): Promise<void> {
    const overConnection: Buffer[] = [];
    for (const each of sent) {
      if ('hangsUp' in each) return this.#hangUp(Buffer.concat(overConnection));
      if ('bytes' in each) overConnection.push(each.bytes);
      else if (this.#udp) await ('sound' in each ? this.#soundUdp : this.#udp)?.send(each);
      else overConnection.push(framed(each, this.#channels));
    }
    await this.#write(Buffer.concat(overConnection));
  }

  async #hangUp(lastBytes: Buffer): Promise<void> {
    await this.#write(lastBytes);
    this.#socket.end();
  }

  /** Each piece in a turn of the loop of its own, so that it is read by itself. */
  async #write(bytes: Buffer): Promise<void> {
    const { chunkBytes } = this.#camera.conversation;
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      this.#socket.write(bytes.subarray(at, at + chunkBytes));
      await turn();
    }
  }
}

type Packet = Extract<Sent, { channel?: number }>;

class UdpTrack {
  readonly #sockets: readonly [rtp: UdpSocket, rtcp: UdpSocket];
  readonly #to: readonly [rtp: number, rtcp: number];

  static async open(to: readonly [number, number], onReport: (packet: Buffer) => void): Promise<UdpTrack> {
    const [rtp, rtcp] = [createSocket('udp4'), createSocket('udp4')];
    rtcp.on('message', onReport);
    for (const socket of [rtp, rtcp]) await once(socket.bind(0, '127.0.0.1'), 'listening');
    return new UdpTrack([rtp, rtcp], to);
  }

  private constructor(sockets: readonly [UdpSocket, UdpSocket], to: readonly [number, number]) {
    this.#sockets = sockets;
    this.#to = to;
  }

  get ports(): number[] {
    return this.#sockets.map((socket) => socket.address().port);
  }

  /** A turn of the loop for each datagram to be read in: what is sent first comes first, and no buffer overflows. */
  async send(each: Packet): Promise<void> {
    const channel = each.channel ?? ('rtcp' in each ? 1 : 0);
    const packet = 'rtcp' in each ? each.rtcp : bytesOf(each);
    if (channel === 0) this.#sockets[0].send(packet, this.#to[0], '127.0.0.1');
    else this.#sockets[1].send(packet, this.#to[1], '127.0.0.1');
    await turn();
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

function bytesOf(each: Exclude<Packet, { rtcp: Buffer }>): Buffer {
  return 'rtp' in each ? writeRtp(each.rtp) : each.sound;
}

function framed(each: Packet, channels: readonly number[]): Buffer {
  const packet = 'rtcp' in each ? each.rtcp : bytesOf(each);
  const [rtp = 0, rtcp = 1] = channels;
  const usual = 'sound' in each ? SOUND_CHANNEL : 'rtcp' in each ? rtcp : rtp;
  const channel = each.channel ?? usual;
  return Buffer.concat([Buffer.from([0x24, channel]), uint(packet.length, 2), packet]);
}

function readRequest(text: string): Asked {
  const [first = '', ...lines] = text.trimEnd().split('\r\n');
  const [method = '', url = ''] = first.split(' ');
  const headers = new Map(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { method, url, headers, text };
}
