/** Quirks of sound beside the picture: what is carried, what is refused by name, and that the picture never suffers. */
import type { Row } from './converse.ts';
import { SOUND_CONTROL, withSound } from './sound-alterations.ts';
import { inAnswer, inDescription, refused } from './text-alterations.ts';

const from = 'gstreamer-h264';
const SETUP_OF_SOUND = new RegExp(`^SETUP rtsp://camera/cam/${SOUND_CONTROL} [\\s\\S]*interleaved=2-3`);
const NO_SOUND = { neverAsked: [new RegExp(`^SETUP \\S*${SOUND_CONTROL}`)], sounds: 'none' } as const;
const UNKNOWN = ['m=audio 0 RTP/AVP 98', 'a=rtpmap:98 X-SPEECH/16000', 'a=control:speech', ''].join('\r\n');

export const SOUND_ROWS: Row[] = [
  {
    quirk: 'that sends AAC beside its picture, several frames in a packet',
    from,
    alter: [withSound('ffmpeg-aac')],
    target: { sound: 'ffmpeg-aac' },
    expects: { asked: [SETUP_OF_SOUND, /^PLAY/], lost: 0 },
    guards: 'audio-depacketizer.ts #takeAac',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends G.711 beside its picture and leaves out rtpmap, as a static type may',
    from,
    alter: [withSound('ffmpeg-pcma')],
    target: { sound: 'ffmpeg-pcma' },
    expects: { asked: [SETUP_OF_SOUND], lost: 0 },
    guards: 'sdp.ts STATIC_CODECS',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends Opus beside its picture',
    from: 'ffmpeg-h264',
    alter: [withSound('ffmpeg-opus')],
    target: { sound: 'ffmpeg-opus' },
    expects: { asked: [SETUP_OF_SOUND], lost: 0 },
    guards: 'audio-depacketizer.ts audioFormatOf: OPUS',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose sound nobody here can play: it is named, and not asked for',
    from,
    alter: [withSound('ffmpeg-g726')],
    target: { sound: 'ffmpeg-g726' },
    expects: { ...NO_SOUND, soundRefused: 'AAL2-G726-32' },
    guards: 'rtp-media.ts #openSound: onAudioRefused; rtsp-client.ts start(): audioFormatOf',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose G.711 has 16 kHz, which no browser plays: it is named, and not asked for',
    from,
    alter: [withSound('ffmpeg-pcma', { describe: (media) => media.replace(/^(m=.*)/, '$1\r\na=rtpmap:8 PCMA/16000') })],
    target: { sound: 'ffmpeg-pcma' },
    expects: { ...NO_SOUND, soundRefused: 'PCMA' },
    guards: 'audio-depacketizer.ts audioFormatOf: G711',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose AAC comes without its configuration: it is named, and not asked for',
    from,
    alter: [withSound('ffmpeg-aac', { describe: (media) => media.replace(/; config=\w+/, '') })],
    target: { sound: 'ffmpeg-aac' },
    expects: { ...NO_SOUND, soundRefused: 'MPEG4-GENERIC' },
    guards: 'audio-depacketizer.ts audioFormatOf: the configuration',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that has a sound nobody can play before one that can be played',
    from,
    alter: [inDescription(/$/, UNKNOWN), withSound('ffmpeg-pcma')],
    target: { sound: 'ffmpeg-pcma' },
    expects: { neverAsked: [/^SETUP \S*speech/] },
    guards: 'rtsp-client.ts describe(): the first sound that can be played',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose sound is described before its picture',
    from,
    alter: [withSound('ffmpeg-pcma', { isFirst: true })],
    target: { sound: 'ffmpeg-pcma' },
    expects: { asked: [/^SETUP \S*\/stream=0 [\s\S]*interleaved=0-1/, SETUP_OF_SOUND] },
    guards: 'rtsp-client.ts describe(): by kind, and not by place',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose sound is not wanted',
    from,
    alter: [withSound('ffmpeg-pcma')],
    expects: NO_SOUND,
    guards: 'rtsp-client.ts describe(): #target.audio',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that refuses SETUP of its sound',
    from,
    alter: [withSound('ffmpeg-pcma'), refused({ method: 'SETUP', url: /streamid=7/ }, '500 Internal Server Error')],
    target: { sound: 'ffmpeg-pcma' },
    expects: { sounds: 'none' },
    guards: 'rtsp-client.ts #setUpAudio: a camera whose sound cannot be had is still had',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends its sound over UDP',
    from,
    alter: [withSound('ffmpeg-aac')],
    target: { sound: 'ffmpeg-aac', transport: 'udp' },
    expects: { neverAsked: [/interleaved/], lost: 0 },
    guards: 'rtsp-client.ts #setUpAudio: a pair of ports of its own',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends its sound on the channel of its picture',
    from,
    alter: [withSound('ffmpeg-pcma', { channel: 0 })],
    target: { sound: 'ffmpeg-pcma' },
    expects: { lost: 0 },
    guards: 'rtsp-client.ts #takePacket: told by its type',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose sound has the same payload type as its picture',
    from,
    alter: [
      withSound('ffmpeg-aac', {
        describe: (media) => media.replaceAll('97', '96'),
        change: (rtp) => [{ ...rtp, payloadType: 96 }],
      }),
    ],
    target: { sound: 'ffmpeg-aac' },
    expects: { lost: 0 },
    guards: 'rtsp-client.ts #takePacket: told by its channel',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'whose sound has another payload type than it described',
    from,
    alter: [withSound('ffmpeg-pcma', { change: (rtp) => [{ ...rtp, payloadType: 104 }] })],
    target: { sound: 'ffmpeg-pcma' },
    guards: 'rtsp-client.ts #takePacket: told by its channel',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends each packet of its sound twice, and some with nothing in them',
    from,
    alter: [withSound('ffmpeg-pcma', { change: (rtp) => [rtp, rtp, { ...rtp, payload: Buffer.alloc(0) }] })],
    target: { sound: 'ffmpeg-pcma' },
    expects: { lost: 0 },
    guards: 'audio-depacketizer.ts #follows',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that gives its sound another session id than its picture',
    from,
    alter: [
      withSound('ffmpeg-pcma'),
      inAnswer('PLAY', /Session: .*/, 'Session: third'),
      (conversation) => ({
        ...conversation,
        spelling: (text, { method, url }) =>
          method === 'SETUP' && url.endsWith(SOUND_CONTROL) ? text.replace(/Session: .*/, 'Session: second') : text,
      }),
    ],
    target: { sound: 'ffmpeg-pcma' },
    expects: { asked: [SETUP_OF_SOUND, /^PLAY[\s\S]*\nSession: second/, /^TEARDOWN[\s\S]*\nSession: third/] },
    guards: 'rtsp-client.ts #setUpAudio: takeSession after every SETUP',
    seenToBreak: 'as it was',
  },
];
