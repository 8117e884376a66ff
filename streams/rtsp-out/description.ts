/** What a camera sends, as the SDP (RFC 8866) an RTSP client is answered. Pure. */
import type { ParameterSets } from '../hub/access-unit.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';

export const VIDEO_PAYLOAD_TYPE = 96;

export function audioPayloadType({ codec }: AudioFormat): number {
  return { PCMU: 0, PCMA: 8, AAC: 97, Opus: 98 }[codec];
}

export function describe(sets: ParameterSets, audio: AudioFormat | undefined): string {
  const lines = [
    'v=0',
    'o=- 0 0 IN IP4 0.0.0.0',
    's=Lianqin',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    `m=video 0 RTP/AVP ${VIDEO_PAYLOAD_TYPE}`,
    ...videoLines(sets),
    'a=control:track=0',
    ...(audio ? audioLines(audio) : []),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function videoLines(sets: ParameterSets): string[] {
  const base64 = (set: Buffer) => set.toString('base64');
  if (sets.codec === 'h265') {
    const { vps, sps, pps } = sets;
    return [
      `a=rtpmap:${VIDEO_PAYLOAD_TYPE} H265/90000`,
      `a=fmtp:${VIDEO_PAYLOAD_TYPE} sprop-vps=${base64(vps)};sprop-sps=${base64(sps)};sprop-pps=${base64(pps)}`,
    ];
  }
  const { sps, pps } = sets;
  const profile = sps.subarray(1, 4).toString('hex');
  return [
    `a=rtpmap:${VIDEO_PAYLOAD_TYPE} H264/90000`,
    `a=fmtp:${VIDEO_PAYLOAD_TYPE} packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${base64(sps)},${base64(pps)}`,
  ];
}

function audioLines(audio: AudioFormat): string[] {
  const type = audioPayloadType(audio);
  const channels = audio.channels > 1 ? `/${audio.channels}` : '';
  const named = { PCMU: 'PCMU', PCMA: 'PCMA', AAC: 'mpeg4-generic', Opus: 'opus' }[audio.codec];
  return [
    `m=audio 0 RTP/AVP ${type}`,
    `a=rtpmap:${type} ${named}/${audio.clockRate}${audio.codec === 'Opus' ? '/2' : channels}`,
    ...(audio.codec === 'AAC'
      ? [
          `a=fmtp:${type} streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=${audio.config.toString('hex')}`,
        ]
      : []),
    'a=control:track=1',
  ];
}
