/**
 * ONVIF Media2 (ver20/media/wsdl): profiles, stream addresses, encoder settings, key frames.
 *
 * Elements are written in the order of onvif.xsd; cameras with generated parsers insist on it.
 */
import { z } from 'zod';
import type { Range } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
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
import { all, element, leaf, maybe, number, numberIn, one, text } from './xml.ts';

const NAMESPACE = 'http://www.onvif.org/ver20/media/wsdl';

const Profiles = z.object({
  profiles: all(
    z.object({
      $: z.object({ token: z.string() }),
      configurations: maybe(z.object({ videoEncoder: maybe(z.object({ $: z.object({ token: z.string() }) })) })),
    }),
  ),
});
const Details = z.object({
  profiles: all(
    z.object({
      $: z.object({ token: z.string() }),
      name: maybe(text),
      configurations: maybe(
        z.object({
          videoSource: maybe(z.object({ $: z.object({ token: z.string() }), sourceToken: one(text) })),
          videoEncoder: maybe(
            z.object({
              $: z.object({ token: z.string() }),
              encoding: one(text),
              resolution: one(Resolution),
              rateControl: maybe(z.object({ frameRateLimit: maybe(number), bitrateLimit: maybe(number) })),
            }),
          ),
          PTZ: maybe(z.object({ nodeToken: one(text) })),
        }),
      ),
    }),
  ),
});
/** Of a stream or of a picture. */
const MediaUri = z.object({ uri: one(text) });
const Configuration = z
  .object({
    $: z.record(z.string(), z.string()),
    name: one(text),
    useCount: one(text),
    encoding: one(text),
    resolution: one(Resolution),
    rateControl: maybe(
      z.object({
        $: z.record(z.string(), z.string()).default({}),
        frameRateLimit: one(number),
        bitrateLimit: one(number),
        averageBitRate: maybe(number),
      }),
    ),
    multicast: maybe(Multicast),
    quality: one(number),
  })
  .transform(({ $, resolution, rateControl, multicast, ...rest }): Encoder => {
    return {
      ...rest,
      ...resolution,
      token: $.token ?? '',
      profile: $.Profile ?? null,
      govLength: numberIn($.GovLength),
      anchorFrameDistance: numberIn($.AnchorFrameDistance),
      framesPerSecond: rateControl?.frameRateLimit ?? null,
      encodingInterval: null,
      bitrateKbps: rateControl?.bitrateLimit ?? null,
      untouched: {
        attributes: attributesBut(['token', 'Profile', 'GovLength', 'AnchorFrameDistance'], $),
        rateControlAttributes: attributesBut([], rateControl?.$ ?? {}),
        averageBitrateKbps: rateControl?.averageBitRate ?? null,
        multicast,
        sessionTimeout: null,
      },
    };
  });
const Configurations = z.object({ configurations: all(Configuration) });
const Options = z.object({
  options: all(
    z.object({
      $: z.record(z.string(), z.string()).default({}),
      encoding: one(text),
      qualityRange: maybe(IntRange),
      resolutionsAvailable: all(Resolution),
      bitrateRange: maybe(IntRange),
    }),
  ),
});

export function media2(line: SoapLine, path: string): MediaService {
  const ask = (action: string, content: string, timeoutMs?: number) =>
    line.ask({ path, namespace: NAMESPACE, action, content }, timeoutMs);
  const about = (encoderToken: string, profileToken: string | null) =>
    leaf('m:ConfigurationToken', encoderToken) + leaf('m:ProfileToken', profileToken);
  return {
    profiles: async () => {
      const answer = readAnswer(Profiles, await ask('GetProfiles', leaf('m:Type', 'VideoEncoder')), 'GetProfiles');
      return answer.profiles.map(({ $, configurations }) => ({
        token: $.token,
        encoderToken: configurations?.videoEncoder?.$.token ?? null,
      }));
    },
    profileDetails: async () => {
      const types = ['VideoSource', 'VideoEncoder', 'PTZ'].map((type) => leaf('m:Type', type)).join('');
      const { profiles } = readAnswer(Details, await ask('GetProfiles', types), 'GetProfiles');
      return profiles.map(({ $, name, configurations }) => ({
        token: $.token,
        name: name ?? '',
        sourceToken: configurations?.videoSource?.sourceToken ?? null,
        sourceConfigurationToken: configurations?.videoSource?.$.token ?? null,
        encoderToken: configurations?.videoEncoder?.$.token ?? null,
        encoding: configurations?.videoEncoder?.encoding ?? null,
        width: configurations?.videoEncoder?.resolution.width ?? 0,
        height: configurations?.videoEncoder?.resolution.height ?? 0,
        framesPerSecond: configurations?.videoEncoder?.rateControl?.frameRateLimit ?? null,
        bitrateKbps: configurations?.videoEncoder?.rateControl?.bitrateLimit ?? null,
        ptzNodeToken: configurations?.PTZ?.nodeToken ?? null,
      }));
    },
    titles: async () => titlesIn(await ask('GetOSDs', '')),
    streamUri: async (profileToken) => {
      const content = leaf('m:Protocol', 'RTSP') + leaf('m:ProfileToken', profileToken);
      return readAnswer(MediaUri, await ask('GetStreamUri', content), 'GetStreamUri').uri;
    },
    snapshotUri: async (profileToken) => {
      const answer = await ask('GetSnapshotUri', leaf('m:ProfileToken', profileToken));
      return readAnswer(MediaUri, answer, 'GetSnapshotUri').uri;
    },
    encoder: async (encoderToken) => {
      const action = 'GetVideoEncoderConfigurations';
      const { configurations } = readAnswer(Configurations, await ask(action, about(encoderToken, null)), action);
      const found = configurations.find(({ token }) => token === encoderToken);
      if (!found) throw new AppError('ONVIF_NOT_OFFERED', { what: action });
      return found;
    },
    h264Options: async (encoderToken, profileToken) => {
      const action = 'GetVideoEncoderConfigurationOptions';
      const { options } = readAnswer(Options, await ask(action, about(encoderToken, profileToken)), action);
      const found = options.find(({ encoding }) => encoding === 'H264');
      return found ? h264OptionsOf(found) : null;
    },
    setEncoder: async (encoder) => {
      await ask('SetVideoEncoderConfiguration', configurationElement(encoder));
    },
    /**
     * Media2 Service Specification, "Synchronization Points": the camera shall add an I-frame to the
     * video stream of the profile as soon as possible; every device with RTSPStreaming shall support it.
     * Access class ACTUATE; fault NoProfile. (The event service has a message of the same name that
     * repeats events and makes no I-frame.)
     */
    setSynchronizationPoint: async (profileToken, timeoutMs) => {
      await ask('SetSynchronizationPoint', leaf('m:ProfileToken', profileToken), timeoutMs);
    },
  };
}

function h264OptionsOf({
  $,
  qualityRange,
  resolutionsAvailable,
  bitrateRange,
}: z.infer<typeof Options>['options'][number]): H264Options {
  return {
    profiles: words($.ProfilesSupported),
    govLength: rangeOf($.GovLengthRange),
    sizes: resolutionsAvailable,
    framesPerSecond: rangeOf($.FrameRatesSupported),
    bitrateKbps: bitrateRange,
    quality: qualityRange,
    bFrames: (numberIn($.MaxAnchorFrameDistance) ?? 1) > 1 ? 'settable' : 'never',
  };
}

function rangeOf(list: string | undefined): Range | null {
  const numbers = words(list)
    .map(numberIn)
    .filter((each) => each !== null);
  return numbers.length === 0 ? null : { min: Math.min(...numbers), max: Math.max(...numbers) };
}

function words(list = ''): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

function configurationElement(encoder: Encoder): string {
  const { untouched } = encoder;
  const rateControl =
    encoder.framesPerSecond === null
      ? ''
      : element(
          'tt:RateControl',
          leaf('tt:FrameRateLimit', encoder.framesPerSecond) +
            leaf('tt:BitrateLimit', encoder.bitrateKbps) +
            leaf('tt:AverageBitRate', untouched.averageBitrateKbps),
          untouched.rateControlAttributes,
        );
  return element(
    'm:Configuration',
    leaf('tt:Name', encoder.name) +
      leaf('tt:UseCount', encoder.useCount) +
      leaf('tt:Encoding', encoder.encoding) +
      resolutionElement(encoder) +
      rateControl +
      leafOfMulticast(untouched.multicast) +
      leaf('tt:Quality', encoder.quality),
    {
      token: encoder.token,
      GovLength: encoder.govLength,
      AnchorFrameDistance: encoder.anchorFrameDistance,
      Profile: encoder.profile,
      ...untouched.attributes,
    },
  );
}
