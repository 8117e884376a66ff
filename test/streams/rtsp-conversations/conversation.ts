/**
 * A recorded conversation as the replay server holds it; record.main.ts says how it
 * is written down.
 */
import { readFileSync } from 'node:fs';
import { type Rtp, readRtp } from './recorded-rtp.ts';

/** What a camera sends once it plays. */
export type Sent =
  /** The channel is the one told in SETUP where none is named. */
  | { rtp: Rtp; channel?: number }
  | { rtcp: Buffer; channel?: number }
  /** A packet of the second track. */
  | { sound: Buffer; channel?: number }
  /** On the connection as it is, whatever it is. */
  | { bytes: Buffer }
  /** The connection ends here. */
  | { hangsUp: true };

export type Asked = { method: string; url: string; headers: ReadonlyMap<string, string>; text: string };

/** An answer of its own instead of the recorded one: the first that fits, `times` times at most. Empty is silence. */
export type Rule = { when(asked: Asked): boolean; say(asked: Asked): string; times?: number };

export type Conversation = {
  /** The recorded heads by method. */
  answers: Readonly<Record<string, string>>;
  description: string;
  rules: readonly Rule[];
  sent: readonly Sent[];
  codec: 'h264' | 'h265';
  /** As recorded, such as `rtsp://127.0.0.1:37125`; the replay server says its own instead. */
  origin: string;
  /** How this camera writes the heads of its answers. */
  spelling(text: string, asked: Asked): string;
  /** Whether it answers with the number of the question. */
  numbersAnswers: boolean;
  /** How many bytes leave at a time. */
  chunkBytes: number;
};

export type Base =
  | 'gstreamer-h264'
  | 'gstreamer-h265'
  | 'ffmpeg-h264'
  /** Sound alone. */
  | 'ffmpeg-aac'
  | 'ffmpeg-pcma'
  | 'ffmpeg-opus'
  | 'ffmpeg-g726';

const END = '\r\n\r\n';
/** For ffmpeg, which was asked for nothing: its description came in an ANNOUNCE, and it was told to RECORD. */
const DESCRIBED = ['RTSP/1.0 200 OK', 'CSeq: 1', 'Content-Type: application/sdp', 'Content-Length: 0'].join('\r\n');

export function readConversation(base: Base): Conversation {
  const lines = readFileSync(new URL(`${base}.txt`, import.meta.url), 'latin1').split('\n');
  const turns = readTurns(lines);
  const answers = Object.fromEntries(turns.map(({ asked, said }) => [asked.split(' ')[0], said.split(END)[0] ?? '']));
  const bodies = turns.flatMap(({ asked, said }) => [asked, said].map((text) => text.split(END)[1] ?? ''));
  const description = `${bodies.find((body) => body.startsWith('v=0')) ?? ''}\r\n`;
  return {
    answers: { DESCRIBE: DESCRIBED, PLAY: answers.RECORD ?? '', ...answers },
    description,
    rules: [],
    sent: lines.flatMap(readSent),
    codec: description.includes('H265') ? 'h265' : 'h264',
    origin: /rtsp:\/\/[^/]+/.exec(lines[0] ?? '')?.[0] ?? '',
    spelling: (text) => text,
    numbersAnswers: true,
    chunkBytes: 16_384,
  };
}

function readTurns(lines: readonly string[]): { asked: string; said: string }[] {
  const turns: { asked: string[]; said: string[] }[] = [];
  let before = '';
  for (const line of lines) {
    const [mark = '', text] = [line[0], line.slice(3)];
    if (mark === 'C' && before !== 'C') turns.push({ asked: [], said: [] });
    if (mark === 'C') turns.at(-1)?.asked.push(text);
    if (mark === 'S') turns.at(-1)?.said.push(text);
    before = mark;
  }
  return turns.map(({ asked, said }) => ({ asked: asked.join('\r\n'), said: said.join('\r\n') }));
}

function readSent(line: string): Sent[] {
  if (line.startsWith('R:')) return [{ rtp: readRtp(Buffer.from(line.slice(3), 'hex')) }];
  return line.startsWith('T:') ? [{ rtcp: Buffer.from(line.slice(3), 'hex') }] : [];
}
