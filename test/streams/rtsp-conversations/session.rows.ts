/** Quirks of sessions: transports and channels, ids and keeping alive, questions of the camera's own, refusals. */
import type { Row } from './converse.ts';
import { before, onChannels, reportsAgain } from './packet-alterations.ts';
import { inAnswer, inDescription, refused, withoutHeader } from './text-alterations.ts';

const from = 'gstreamer-h264';
const ALIVE_MS = 25_000;
const REPORT_MS = 5_000;
/** What ffmpeg's recorded sender report says. */
const RECORDED_CLOCK = 1_795_637_357_855;
const overUdpOnly = refused({ method: 'SETUP', has: /RTP\/AVP\/TCP/ }, '461 Unsupported Transport');
const question = (text: string) => ({ bytes: Buffer.from(text) });

const TRANSPORT_ROWS: Row[] = [
  {
    quirk: 'that gives other channels than it was asked for',
    from,
    alter: [inAnswer('SETUP', /interleaved=0-1/, 'interleaved=6-7')],
    guards: 'rtsp-client.ts #setUp: the channels of the answer (with #takePacket by payload type switched off)',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that writes spaces into its Transport',
    from: 'ffmpeg-h264',
    alter: [
      inAnswer('SETUP', /TCP;unicast;interleaved=0-1/, 'TCP; unicast; ssrc= 17F30229; interleaved = 4 - 5'),
      onChannels(4, 5),
    ],
    expects: { cameraClock: RECORDED_CLOCK },
    guards: 'transport-header.ts: spaces around = and -',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that names one channel instead of two',
    from: 'ffmpeg-h264',
    alter: [inAnswer('SETUP', /interleaved=0-1/, 'interleaved=2'), onChannels(2, 3)],
    expects: { cameraClock: RECORDED_CLOCK },
    guards: 'transport-header.ts: RTCP on the channel after',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that does not say which channels it uses',
    from,
    alter: [inAnswer('SETUP', /interleaved=0-1;/, '')],
    guards: 'rtsp-client.ts #setUp: 0 and 1 where nothing is said',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that answers SETUP without a Transport',
    from,
    alter: [withoutHeader('SETUP', 'Transport')],
    guards: 'rtsp-client.ts #setUp: 0 and 1 where nothing is said',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that uses other channels than it said',
    from: 'ffmpeg-h264',
    alter: [onChannels(8, 9)],
    expects: { cameraClock: RECORDED_CLOCK },
    guards: 'rtsp-client.ts #takePacket: told by what is in them',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that has RTP and RTCP the wrong way round',
    from: 'ffmpeg-h264',
    alter: [onChannels(1, 0)],
    expects: { cameraClock: RECORDED_CLOCK },
    guards: 'rtsp-client.ts #takePacket: told by what is in them',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends RTCP on the channel of RTP',
    from: 'ffmpeg-h264',
    alter: [reportsAgain(3), onChannels(0, 0)],
    expects: { cameraClock: RECORDED_CLOCK, lost: 0 },
    guards: 'rtsp-client.ts #takePacket: told by what is in them',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that has RTP over UDP only',
    from,
    alter: [overUdpOnly],
    expects: { asked: [/^SETUP[\s\S]*RTP\/AVP\/TCP/, /^SETUP[\s\S]*client_port=\d+-\d+/, /^PLAY/] },
    guards: 'rtsp-client.ts #setUp: UDP after 461',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that is to be asked over UDP',
    from: 'gstreamer-h265',
    alter: [],
    target: { transport: 'udp' },
    expects: { neverAsked: [/RTP\/AVP\/TCP/] },
    guards: 'rtsp-client.ts #setUp: transport udp',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has RTP over UDP only, where UDP is ruled out',
    from,
    alter: [overUdpOnly],
    target: { transport: 'tcp' },
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 461 }, neverAsked: [/client_port/] },
    guards: 'rtsp-client.ts #setUp: transport tcp',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has no transport we know',
    from,
    alter: [refused({ method: 'SETUP' }, '461 Unsupported Transport')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 461, reason: 'no RTP over UDP' } },
    guards: 'rtsp-client.ts #setUpUdp: 461',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that is reported to over the connection',
    from: 'ffmpeg-h264',
    alter: [],
    afterwards: [{ passMs: REPORT_MS, method: 'RTCP', count: 1 }],
    expects: { reports: ['201 c3cc911f 4135'] },
    guards: 'rtsp-client.ts #report',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that is reported to over UDP',
    from: 'ffmpeg-h264',
    alter: [],
    target: { transport: 'udp' },
    afterwards: [{ passMs: REPORT_MS, method: 'RTCP', count: 1 }],
    expects: { reports: ['201 c3cc911f 4135'], cameraClock: RECORDED_CLOCK },
    guards: 'rtsp-client.ts #report, #setUpUdp: the server port',
    seenToBreak: 'without its guard',
  },
];

const KEEP_ALIVE_ROWS: Row[] = [
  {
    quirk: 'that gives another session id with PLAY',
    from,
    alter: [inAnswer('PLAY', /Session: .*/, 'Session: another-one')],
    expects: { asked: [/^PLAY[\s\S]*\nSession: (?!another)/, /^TEARDOWN[\s\S]*\nSession: another-one\r/] },
    guards: 'rtsp-client.ts #play: takeSession',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that gives no session id with PLAY',
    from,
    alter: [withoutHeader('PLAY', 'Session')],
    expects: { asked: [/^TEARDOWN[\s\S]*\nSession: \S+/] },
    guards: 'rtsp-line.ts takeSession: an empty id changes nothing',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that writes its session timeout with spaces and a capital letter',
    from,
    alter: [inAnswer('SETUP', /Session: .*/, 'Session: 4711 ; Timeout = 4'), withoutHeader('PLAY', 'Session')],
    afterwards: [{ passMs: 2_000, method: 'GET_PARAMETER', count: 1 }],
    expects: { asked: [/^GET_PARAMETER[\s\S]*\nSession: 4711\r/] },
    guards: 'rtsp-line.ts takeSession: the timeout',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that says no session timeout',
    from,
    alter: [],
    afterwards: [{ passMs: ALIVE_MS, method: 'GET_PARAMETER', count: 1 }],
    guards: 'rtsp-line.ts keepAlive(): MAX_KEEP_ALIVE_MS and DEFAULT_SESSION_S',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that says a session timeout of nothing',
    from,
    alter: [inAnswer('SETUP', /Session: .*/, '$&;timeout=0')],
    afterwards: [{ passMs: ALIVE_MS, method: 'GET_PARAMETER', count: 1 }],
    guards: 'rtsp-line.ts takeSession: a timeout of 0 is none',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that says it knows GET_PARAMETER, and does not',
    from,
    alter: [refused({ method: 'GET_PARAMETER' }, '501 Not Implemented')],
    afterwards: [
      { passMs: ALIVE_MS, method: 'GET_PARAMETER', count: 1 },
      { passMs: ALIVE_MS, method: 'OPTIONS', count: 2 },
    ],
    guards: 'rtsp-line.ts #stayAlive: METHOD_MISSING',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that does not say it knows GET_PARAMETER',
    from: 'ffmpeg-h264',
    alter: [],
    afterwards: [{ passMs: ALIVE_MS, method: 'OPTIONS', count: 2 }],
    expects: { neverAsked: [/^GET_PARAMETER/] },
    guards: 'rtsp-line.ts #stayAlive: OPTIONS instead',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that answers being kept alive with a refusal',
    from,
    alter: [refused({ method: 'GET_PARAMETER' }, '454 Session Not Found')],
    afterwards: [
      { passMs: ALIVE_MS, method: 'GET_PARAMETER', count: 1 },
      { passMs: ALIVE_MS, method: 'GET_PARAMETER', count: 2 },
    ],
    guards: 'rtsp-line.ts #stayAlive: a refusal ends nothing',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that does not answer TEARDOWN',
    from,
    alter: [refused({ method: 'TEARDOWN' }, '')],
    target: { timeoutMs: 30_000 },
    expects: { asked: [/^TEARDOWN rtsp:\/\/camera\/cam\/ /] },
    guards: 'rtsp-line.ts close(): TEARDOWN_MS',
    seenToBreak: 'without its guard',
  },
];

const PLAY_ROWS: Row[] = [
  {
    quirk: 'that wants no Range with PLAY',
    from,
    alter: [refused({ method: 'PLAY', has: /Range/ }, '457 Invalid Range')],
    expects: { asked: [/^PLAY rtsp:\/\/camera\/cam\/ [\s\S]*Range/, /^PLAY rtsp:\/\/camera\/cam\/ /] },
    guards: 'rtsp-client.ts #play: INVALID_RANGE',
    seenToBreak: 'without its guard',
  },
  ...['404 Not Found', '455 Method Not Valid in This State', '460 Only Aggregate Operation Allowed'].map(
    (status): Row => ({
      quirk: `that answers PLAY of the address it told with ${status}`,
      from,
      alter: [refused({ method: 'PLAY', url: /\/$/ }, status)],
      expects: {
        asked: [/^PLAY rtsp:\/\/camera\/cam\/ /, /^PLAY rtsp:\/\/camera\/cam /, /^TEARDOWN rtsp:\/\/camera\/cam /],
      },
      guards: 'rtsp-client.ts #play: NOT_THIS_ADDRESS',
      seenToBreak: 'without its guard',
    }),
  ),
  {
    quirk: 'whose RTP-Info says seq=0 and rtptime=0',
    from,
    alter: [inAnswer('PLAY', /seq=\d+;rtptime=\d+/, 'seq=0;rtptime=0')],
    expects: { longestStepMs: 1_000 / 12, lost: 0 },
    guards: 'rtsp-client.ts #play: RTP-Info is not believed',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that gives no RTP-Info',
    from,
    alter: [withoutHeader('PLAY', 'RTP-Info')],
    guards: 'rtsp-client.ts #play: RTP-Info is not needed',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that asks questions of its own between the packets',
    from,
    alter: [
      before(2, question('OPTIONS rtsp://client/ RTSP/1.0\r\nCSeq: 77\r\n\r\n')),
      before(9, question('ANNOUNCE rtsp://client/ RTSP/1.0\r\ncseq:78\r\nContent-Length: 9\r\n\r\nv=0\r\ns=$\0')),
    ],
    expects: {
      answered: ['RTSP/1.0 200 OK\r\nCSeq: 77\r\n\r\n', 'RTSP/1.0 200 OK\r\nCSeq: 78\r\n\r\n'],
      lost: 0,
    },
    guards: 'rtsp-line.ts #answer',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that asks without a number',
    from,
    alter: [before(2, question('SET_PARAMETER rtsp://client/ RTSP/1.0\r\n\r\n'))],
    expects: { answered: [], lost: 0 },
    guards: 'rtsp-line.ts #answer: no CSeq',
    seenToBreak: 'without its guard',
  },
];

const REFUSAL_ROWS: Row[] = [
  {
    quirk: 'that has no such stream',
    from,
    alter: [refused({ method: 'DESCRIBE' }, '404 Stream Not Found')],
    expects: { pictures: [], failure: 'CAMERA_STREAM_NOT_FOUND', detail: { path: '/cam' } },
    guards: 'rtsp-line.ts mustBeOk: 404',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has no room for another viewer',
    from,
    alter: [refused({ method: 'SETUP' }, '453 Not Enough Bandwidth')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 453, reason: 'Not Enough Bandwidth' } },
    guards: 'rtsp-client.ts #setUp: mustBeOk',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that does not play',
    from,
    alter: [refused({ method: 'PLAY' }, '500 Internal Server Error')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 500 }, asked: [/^TEARDOWN/] },
    guards: 'rtsp-client.ts #play: mustBeOk',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that never answers DESCRIBE',
    from,
    alter: [refused({ method: 'DESCRIBE' }, '')],
    target: { timeoutMs: 300 },
    expects: { pictures: [], failure: 'CAMERA_TIMEOUT', detail: { method: 'DESCRIBE' } },
    guards: 'rtsp-line.ts #send: the timer',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that hangs up in the middle of the stream',
    from,
    alter: [before(6, { hangsUp: true })],
    expects: { pictures: [0, 1, 2, 3, 4, 5], failure: 'CAMERA_CONNECTION_LOST' },
    guards: 'rtsp-line.ts #connect: close',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has no video',
    from,
    alter: [inDescription(/m=video/, 'm=application')],
    expects: { pictures: [], failure: 'CAMERA_NO_VIDEO' },
    guards: 'rtsp-client.ts describe(): CAMERA_NO_VIDEO',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose codec we do not carry: it is named',
    from,
    alter: [inDescription(/96 H264/, '96 MP4V-ES')],
    expects: { pictures: [], failure: 'CAMERA_CODEC_NOT_SUPPORTED', detail: { codec: 'MP4V-ES' } },
    guards: 'rtsp-client.ts describe(): CAMERA_CODEC_NOT_SUPPORTED',
    seenToBreak: 'without its guard',
  },
];

export const SESSION_ROWS = [...TRANSPORT_ROWS, ...KEEP_ALIVE_ROWS, ...PLAY_ROWS, ...REFUSAL_ROWS];
