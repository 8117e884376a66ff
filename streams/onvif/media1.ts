/**
 * ONVIF Media (ver10/media/wsdl), "Media1": the same as Media2 for cameras that have only this.
 *
 * It knows JPEG, MPEG-4 and H.264, and has no word for B-frames.
 */
import { z } from 'zod';
import type { Encoder, H264Options } from './encoder.rules.ts';
import {
  attributesBut,
  IntRange,
  leafOfMulticast,
  Multicast,
  Resolution,
  readAnswer,
  resolutionElement,
  titlesIn,
} from './media-elements.ts';
import type { MediaService } from './media-service.ts';
import type { SoapLine } from './soap-line.ts';
import { all, element, leaf, maybe, number, one, text } from './xml.ts';

const NAMESPACE = 'http://www.onvif.org/ver10/media/wsdl';

const Profiles = z.object({
  profiles: all(
    z.object({
      $: z.object({ token: z.string() }),
      videoEncoderConfiguration: maybe(z.object({ $: z.object({ token: z.string() }) })),
    }),
  ),
});
const Details = z.object({
  profiles: all(
    z.object({
      $: z.object({ token: z.string() }),
      name: maybe(text),
      videoSourceConfiguration: maybe(z.object({ $: z.object({ token: z.string() }), sourceToken: one(text) })),
      videoEncoderConfiguration: maybe(
        z.object({
          $: z.object({ token: z.string() }),
          encoding: one(text),
          resolution: one(Resolution),
          rateControl: maybe(z.object({ frameRateLimit: maybe(number), bitrateLimit: maybe(number) })),
        }),
      ),
      PTZConfiguration: maybe(z.object({ nodeToken: one(text) })),
    }),
  ),
});
/** Of a stream or of a picture. */
const MediaUri = z.object({ mediaUri: one(z.object({ uri: one(text) })) });
const Configuration = z
  .object({
    $: z.record(z.string(), z.string()),
    name: one(text),
    useCount: one(text),
    encoding: one(text),
    resolution: one(Resolution),
    quality: one(number),
    rateControl: maybe(
      z.object({ frameRateLimit: one(number), encodingInterval: one(number), bitrateLimit: one(number) }),
    ),
    H264: maybe(z.object({ govLength: one(number), H264Profile: one(text) })),
    multicast: maybe(Multicast),
    sessionTimeout: maybe(text),
  })
  .transform(
    ({ $, resolution, rateControl, H264, multicast, sessionTimeout, ...rest }): Encoder => ({
      ...rest,
      ...resolution,
      token: $.token ?? '',
      profile: H264?.H264Profile ?? null,
      govLength: H264?.govLength ?? null,
      anchorFrameDistance: null,
      framesPerSecond: rateControl?.frameRateLimit ?? null,
      encodingInterval: rateControl?.encodingInterval ?? null,
      bitrateKbps: rateControl?.bitrateLimit ?? null,
      untouched: {
        attributes: attributesBut(['token'], $),
        rateControlAttributes: {},
        averageBitrateKbps: null,
        multicast,
        sessionTimeout,
      },
    }),
  );
const OneConfiguration = z.object({ configuration: one(Configuration) });
const H264 = z.object({
  resolutionsAvailable: all(Resolution),
  govLengthRange: maybe(IntRange),
  frameRateRange: maybe(IntRange),
  H264ProfilesSupported: all(text),
});
const Options = z.object({
  options: one(
    z.object({
      qualityRange: maybe(IntRange),
      H264: maybe(H264),
      extension: maybe(z.object({ H264: maybe(z.object({ bitrateRange: maybe(IntRange) })) })),
    }),
  ),
});

export function media1(line: SoapLine, path: string): MediaService {
  const ask = (action: string, content: string, timeoutMs?: number) =>
    line.ask({ path, namespace: NAMESPACE, action, content }, timeoutMs);
  return {
    profiles: async () => {
      const { profiles } = readAnswer(Profiles, await ask('GetProfiles', ''), 'GetProfiles');
      return profiles.map(({ $, videoEncoderConfiguration }) => ({
        token: $.token,
        encoderToken: videoEncoderConfiguration?.$.token ?? null,
      }));
    },
    profileDetails: async () => {
      const { profiles } = readAnswer(Details, await ask('GetProfiles', ''), 'GetProfiles');
      return profiles.map(
        ({ $, name, videoSourceConfiguration, videoEncoderConfiguration: encoder, PTZConfiguration }) => ({
          token: $.token,
          name: name ?? '',
          sourceToken: videoSourceConfiguration?.sourceToken ?? null,
          sourceConfigurationToken: videoSourceConfiguration?.$.token ?? null,
          encoderToken: encoder?.$.token ?? null,
          encoding: encoder?.encoding ?? null,
          width: encoder?.resolution.width ?? 0,
          height: encoder?.resolution.height ?? 0,
          framesPerSecond: encoder?.rateControl?.frameRateLimit ?? null,
          bitrateKbps: encoder?.rateControl?.bitrateLimit ?? null,
          ptzNodeToken: PTZConfiguration?.nodeToken ?? null,
        }),
      );
    },
    titles: async () => titlesIn(await ask('GetOSDs', '')),
    streamUri: async (profileToken) => {
      const transport = element('tt:Transport', leaf('tt:Protocol', 'RTSP'));
      const setup = element('m:StreamSetup', leaf('tt:Stream', 'RTP-Unicast') + transport);
      const answer = await ask('GetStreamUri', setup + leaf('m:ProfileToken', profileToken));
      return readAnswer(MediaUri, answer, 'GetStreamUri').mediaUri.uri;
    },
    snapshotUri: async (profileToken) => {
      const answer = await ask('GetSnapshotUri', leaf('m:ProfileToken', profileToken));
      return readAnswer(MediaUri, answer, 'GetSnapshotUri').mediaUri.uri;
    },
    encoder: async (encoderToken) => {
      const action = 'GetVideoEncoderConfiguration';
      const answer = await ask(action, leaf('m:ConfigurationToken', encoderToken));
      return readAnswer(OneConfiguration, answer, action).configuration;
    },
    h264Options: async (encoderToken, profileToken) => {
      const action = 'GetVideoEncoderConfigurationOptions';
      const about = leaf('m:ConfigurationToken', encoderToken) + leaf('m:ProfileToken', profileToken);
      const { options } = readAnswer(Options, await ask(action, about), action);
      return options.H264 ? h264OptionsOf(options.H264, options) : null;
    },
    setEncoder: async (encoder) => {
      const content = configurationElement(encoder) + leaf('m:ForcePersistence', 'true');
      await ask('SetVideoEncoderConfiguration', content);
    },
    /** Media Service Specification, "Set synchronization point": as in Media2, for the profile's streams. */
    setSynchronizationPoint: async (profileToken, timeoutMs) => {
      await ask('SetSynchronizationPoint', leaf('m:ProfileToken', profileToken), timeoutMs);
    },
  };
}

function h264OptionsOf(
  h264: z.infer<typeof H264>,
  { qualityRange, extension }: z.infer<typeof Options>['options'],
): H264Options {
  return {
    profiles: h264.H264ProfilesSupported,
    govLength: h264.govLengthRange,
    sizes: h264.resolutionsAvailable,
    framesPerSecond: h264.frameRateRange,
    bitrateKbps: extension?.H264?.bitrateRange ?? null,
    quality: qualityRange,
    bFrames: 'unknown',
  };
}

function configurationElement(encoder: Encoder): string {
  const { untouched } = encoder;
  const rateControl =
    encoder.framesPerSecond === null
      ? ''
      : element(
          'tt:RateControl',
          leaf('tt:FrameRateLimit', encoder.framesPerSecond) +
            leaf('tt:EncodingInterval', encoder.encodingInterval) +
            leaf('tt:BitrateLimit', encoder.bitrateKbps),
        );
  const h264 = leaf('tt:GovLength', encoder.govLength) + leaf('tt:H264Profile', encoder.profile);
  return element(
    'm:Configuration',
    leaf('tt:Name', encoder.name) +
      leaf('tt:UseCount', encoder.useCount) +
      leaf('tt:Encoding', encoder.encoding) +
      resolutionElement(encoder) +
      leaf('tt:Quality', encoder.quality) +
      rateControl +
      element('tt:H264', h264) +
      leafOfMulticast(untouched.multicast) +
      leaf('tt:SessionTimeout', untouched.sessionTimeout),
    { token: encoder.token, ...untouched.attributes },
  );
}
