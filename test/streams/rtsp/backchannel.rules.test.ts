/** What descriptions of cameras say of a way back, the examples of ONVIF's specification first. */
import { describe, expect, test } from 'vitest';
import { toAppError } from '../../../config/contract/errors.ts';
import { backchannelOf, knowsNoBackchannel } from '../../../streams/rtsp/backchannel.rules.ts';
import { parseSdp } from '../../../streams/rtsp/sdp.ts';

const CAMERA =
  'm=video 0 RTP/AVP 26\r\na=control:video\r\na=recvonly\r\nm=audio 0 RTP/AVP 0\r\na=control:audio\r\na=recvonly';

function offered(lines: readonly string[]) {
  return backchannelOf(parseSdp([CAMERA, ...lines].join('\r\n')));
}

test.each([
  [
    'PCMU by its static number',
    ['m=audio 0 RTP/AVP 0', 'a=control:back', 'a=sendonly'],
    { codec: 'PCMU', payloadType: 0 },
  ],
  [
    'PCMA by a number of its own',
    ['m=audio 0 RTP/AVP 99', 'a=rtpmap:99 pcma/8000', 'a=control:back', 'a=sendonly'],
    { codec: 'PCMA', payloadType: 99 },
  ],
  [
    'one of several formats of a medium',
    [
      'm=audio 0 RTP/AVP 97 98 0',
      'a=control:back',
      'a=rtpmap:97 G726-16/8000',
      'a=rtpmap:98 PCMA/16000',
      'a=rtpmap:0 PCMU/8000',
      'a=sendonly',
    ],
    { codec: 'PCMU', payloadType: 0 },
  ],
  [
    'the second of two media',
    [
      'm=audio 0 RTP/AVP 97',
      'a=rtpmap:97 MPEG4-GENERIC/16000',
      'a=control:aac',
      'a=sendonly',
      'm=audio 0 RTP/AVP 8',
      'a=control:back',
      'a=sendonly',
    ],
    { codec: 'PCMA', payloadType: 8 },
  ],
])('a camera is spoken to in %s', (_, lines, expected) => {
  expect(offered(lines)).toEqual({ ...expected, control: 'back' });
});

describe('what cannot be spoken to is named', () => {
  test.each([
    ['sound that comes from the camera is no way back', [], 'TALK_NOT_OFFERED', {}],
    ['nor is sound whose direction is not said', ['m=audio 0 RTP/AVP 0', 'a=control:back'], 'TALK_NOT_OFFERED', {}],
    ['nor is text that is sent', ['m=text 0 RTP/AVP 0', 'a=sendonly'], 'TALK_NOT_OFFERED', {}],
    [
      'what browsers do not speak',
      ['m=audio 0 RTP/AVP 97 98', 'a=rtpmap:97 MPEG4-GENERIC/16000/1', 'a=rtpmap:98 PCMU/16000', 'a=sendonly'],
      'TALK_CODEC_NOT_SUPPORTED',
      { codec: 'MPEG4-GENERIC/16000, PCMU/16000' },
    ],
  ])('%s', (_, lines, code, detail) => {
    let failure: unknown;
    try {
      offered(lines);
    } catch (thrown) {
      failure = toAppError(thrown).toFailure();
    }
    expect(failure).toEqual({ code, detail });
  });
});

test.each([
  [551, true],
  [401, false],
  [404, false],
  [500, false],
])('an answer of %i means that there is no way back: %s', (status, expected) => {
  expect(knowsNoBackchannel({ status })).toBe(expected);
});
