/**
 * A device over ONVIF, apart from its encoders: who it is, what streams it has, whether it turns,
 * its picture settings, relays, events and restart. Holds no connection open.
 */
import { z } from 'zod';
import type { DeviceDetails, DeviceStream } from '../../config/contract/device.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { PictureSource } from './event.rules.ts';
import type { HeldSource } from './held-recordings.rules.ts';
import { Imaging } from './imaging.ts';
import { readAnswer } from './media-elements.ts';
import { type MediaService, mediaServicesAt, type ProfileDetails } from './media-service.ts';
import { chooseProfile, sourceOfAddress } from './profile.rules.ts';
import { Ptz, type PtzNode, ptzNodesAt } from './ptz.ts';
import { PullPoint } from './pull-point.ts';
import { RecordingSearch } from './recording-search.ts';
import { Remembered } from './remembered.ts';
import type { Credentials } from './security-header.ts';
import { DEVICE, type Services, servicesOf } from './services.ts';
import { type OnvifTarget, SoapLine } from './soap-line.ts';
import { fetchStill } from './still-picture.ts';
import { channelsOf, reachable, reachablePicture } from './stream.rules.ts';
import { all, leaf, maybe, text } from './xml.ts';

const Information = z.object({
  manufacturer: maybe(text),
  model: maybe(text),
  firmwareVersion: maybe(text),
  serialNumber: maybe(text),
});
const Relays = z.object({ relayOutputs: all(z.object({ $: z.object({ token: z.string() }) })) });

type Needs = { clock: Clock; timeoutMs?: number };
type Media = { streams: DeviceStream[]; sources: PictureSource[] };

export class OnvifDevice {
  readonly #line: SoapLine;
  readonly #onvifUrl: string;
  readonly #credentials: Credentials;
  readonly #services: Services;
  readonly #clock: Clock;
  readonly #media: Remembered<Media>;
  readonly #nodes: Remembered<PtzNode[]>;
  readonly #relays: Remembered<string[]>;

  /** Errors: those of `SoapLine.ask`. */
  static async open(target: OnvifTarget, { clock, timeoutMs = 5_000 }: Needs): Promise<OnvifDevice> {
    const line = new SoapLine(target, clock, timeoutMs);
    return new OnvifDevice(line, target, await servicesOf(line), clock);
  }

  private constructor(line: SoapLine, { onvifUrl, ...credentials }: OnvifTarget, services: Services, clock: Clock) {
    this.#line = line;
    this.#onvifUrl = onvifUrl;
    this.#credentials = credentials;
    this.#services = services;
    this.#clock = clock;
    this.#media = new Remembered(() => this.#readMedia(), clock);
    this.#nodes = new Remembered(() => ptzNodesAt(line, this.#ptzPath()), clock);
    this.#relays = new Remembered(() => this.#readRelays(), clock);
  }

  get hasEvents(): boolean {
    return this.#services.events !== null;
  }

  async details(): Promise<DeviceDetails> {
    const { manufacturer, model, firmwareVersion, serialNumber } = readAnswer(
      Information,
      await this.#ask('GetDeviceInformation', ''),
      'GetDeviceInformation',
    );
    const { streams, titles } = await this.#inMedia(async (media) => {
      const profiles = await media.profileDetails();
      const streams = await this.#streamsOf(media, profiles);
      return { streams: await this.#withPictures(media, streams), titles: await titlesOf(media, profiles) };
    });
    return {
      onvifUrl: this.#onvifUrl,
      manufacturer: manufacturer ?? '',
      model: model ?? '',
      firmware: firmwareVersion ?? '',
      serialNumber: serialNumber ?? '',
      clockOffsetMs: await this.#line.clockOffsetMs(),
      hasPtz: this.#services.ptz !== null && streams.some(({ ptzNodeToken }) => ptzNodeToken !== null),
      hasEvents: this.hasEvents,
      channels: channelsOf(streams, titles),
    };
  }

  async streams(): Promise<DeviceStream[]> {
    return (await this.#media.get()).streams;
  }

  /** None where it shows no pictures. */
  async pictureSources(): Promise<PictureSource[]> {
    return (await this.#media.get().catch(noneIfPassable))?.sources ?? [];
  }

  #readMedia(): Promise<Media> {
    return this.#inMedia(async (media) => {
      const profiles = await media.profileDetails();
      return { streams: await this.#streamsOf(media, profiles), sources: sourcesOf(profiles) };
    });
  }

  /** With the first media service that answers; there are cameras that name Media2 and refuse it. */
  async #inMedia<Read extends { streams: DeviceStream[] }>(
    read: (media: MediaService) => Promise<Read>,
  ): Promise<Read> {
    let missing = new AppError('ONVIF_NOT_OFFERED', { what: 'Media' });
    for (const media of mediaServicesAt(this.#line, this.#services)) {
      try {
        const answer = await read(media);
        if (answer.streams.length > 0) return answer;
      } catch (thrown) {
        if (!isPassable(thrown)) throw thrown;
        missing = thrown;
      }
    }
    throw missing;
  }

  /**
   * Of the picture source that gives `rtspUrl`, else of the one that was remembered.
   * Errors: `ONVIF_NOT_OFFERED` when it does not turn, `CAMERA_SOURCE_UNKNOWN`.
   */
  async ptz(rtspUrl: string, rememberedToken = ''): Promise<Ptz> {
    const path = this.#ptzPath();
    const streams = await this.streams();
    if (streams.every(({ ptzNodeToken }) => ptzNodeToken === null)) {
      throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    }
    const source = requireSource(rtspUrl, rememberedToken, streams);
    const ofSource = streams.filter(({ sourceToken }) => sourceToken === source);
    const turning = [ofAddress(rtspUrl, ofSource), ...ofSource].find(
      (each) => each !== undefined && each.ptzNodeToken !== null,
    );
    if (!turning || turning.ptzNodeToken === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    const profile = { token: turning.token, nodeToken: turning.ptzNodeToken };
    return Ptz.of(this.#line, { path, profile, nodes: await this.#nodes.get() });
  }

  /** As `ptz`. */
  async imaging(rtspUrl: string, rememberedToken = ''): Promise<Imaging> {
    const path = this.#services.imaging;
    if (path === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Imaging' });
    return new Imaging(this.#line, path, requireSource(rtspUrl, rememberedToken, await this.streams()));
  }

  /**
   * A JPEG that the device makes by itself of what `rtspUrl` shows. Errors: as `ptz`, and those of `fetchStill`;
   * `ONVIF_NOT_OFFERED` when it makes none.
   */
  async still(rtspUrl: string, rememberedToken: string): Promise<Buffer> {
    const streams = await this.streams();
    const source = requireSource(rtspUrl, rememberedToken, streams);
    const ofSource = streams.filter(({ sourceToken }) => sourceToken === source);
    const stream = ofAddress(rtspUrl, ofSource) ?? ofSource[0];
    for (const media of stream ? mediaServicesAt(this.#line, this.#services) : []) {
      const address = await media.snapshotUri(stream?.token ?? '').catch(noneIfPassable);
      const url = address === null ? null : reachablePicture(address, this.#onvifUrl);
      if (url !== null) return fetchStill(url, this.#credentials);
    }
    throw new AppError('ONVIF_NOT_OFFERED', { what: 'GetSnapshotUri' });
  }

  /** The token of the picture source that gives `rtspUrl`; null where it cannot be told. */
  async ownSource(rtspUrl: string, rememberedToken: string): Promise<string | null> {
    const media = await this.#media.get().catch(noneIfPassable);
    return media ? sourceOfAddress(rtspUrl, rememberedToken, media.streams) : null;
  }

  #ptzPath(): string {
    const path = this.#services.ptz;
    if (path === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    return path;
  }

  /** Null when it keeps no recordings, or does not show them. */
  recordings(): RecordingSearch | null {
    const { search, replay, recording } = this.#services;
    if (search === null || replay === null) return null;
    const paths = { search, replay, recording };
    return new RecordingSearch({ line: this.#line, clock: this.#clock, onvifUrl: this.#onvifUrl, paths });
  }

  /**
   * The picture source that gives `rtspUrl`, else the one that was remembered.
   * Error: `RECORDER_CHANNEL_UNKNOWN` when it is neither.
   */
  async sourceOf(rtspUrl: string, rememberedToken: string): Promise<HeldSource> {
    const streams = await this.streams();
    const channels = channelsOf(streams);
    const own = sourceOfAddress(rtspUrl, rememberedToken, streams);
    const found = channels.find(({ sourceToken }) => sourceToken === own);
    if (!found) throw new AppError('RECORDER_CHANNEL_UNKNOWN', { source: rememberedToken });
    return {
      sourceToken: found.sourceToken,
      profileTokens: found.streams.map(({ token }) => token),
      isOnly: channels.length === 1,
    };
  }

  relays(): Promise<string[]> {
    return this.#relays.get();
  }

  async #readRelays(): Promise<string[]> {
    const answer = readAnswer(Relays, await this.#ask('GetRelayOutputs', ''), 'GetRelayOutputs');
    return answer.relayOutputs.map(({ $ }) => $.token);
  }

  async setRelay(token: string, isActive: boolean): Promise<void> {
    const state = leaf('m:LogicalState', isActive ? 'active' : 'inactive');
    await this.#ask('SetRelayOutputState', leaf('m:RelayOutputToken', token) + state);
  }

  async reboot(): Promise<void> {
    await this.#ask('SystemReboot', '');
  }

  async subscribe(): Promise<PullPoint> {
    if (this.#services.events === null) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Events' });
    return PullPoint.subscribe(this.#line, this.#services.events);
  }

  /** One after the other: a camera's web server is small. A profile that is not complete has no address. */
  async #streamsOf(media: MediaService, profiles: readonly ProfileDetails[]): Promise<DeviceStream[]> {
    const streams: DeviceStream[] = [];
    for (const { sourceToken, sourceConfigurationToken: _, ...profile } of profiles) {
      const streamUri = await media.streamUri(profile.token).catch(noneIfPassable);
      if (streamUri === null) continue;
      streams.push({
        ...profile,
        sourceToken: sourceToken ?? '',
        width: Math.round(profile.width),
        height: Math.round(profile.height),
        streamUri: reachable(streamUri, this.#onvifUrl),
      });
    }
    return streams;
  }

  /** One that makes no pictures by itself, or is too slow to say where, is not asked for each of its profiles. */
  async #withPictures(media: MediaService, streams: readonly DeviceStream[]): Promise<DeviceStream[]> {
    let isWorthAsking = true;
    const orNone = (thrown: unknown): null => {
      if (!(thrown instanceof AppError)) throw thrown;
      isWorthAsking = thrown.code === 'CAMERA_REFUSED';
      return null;
    };
    const found: DeviceStream[] = [];
    for (const stream of streams) {
      const address = isWorthAsking ? await media.snapshotUri(stream.token).catch(orNone) : null;
      found.push({ ...stream, snapshotUri: address === null ? null : reachablePicture(address, this.#onvifUrl) });
    }
    return found;
  }

  #ask(action: string, content: string): Promise<unknown> {
    return this.#line.ask({ path: this.#line.devicePath, namespace: DEVICE, action, content });
  }
}

function requireSource(rtspUrl: string, rememberedToken: string, streams: readonly DeviceStream[]): string {
  const source = sourceOfAddress(rtspUrl, rememberedToken, streams);
  if (source === null) throw new AppError('CAMERA_SOURCE_UNKNOWN', { source: rememberedToken });
  return source;
}

function ofAddress(rtspUrl: string, streams: readonly DeviceStream[]): DeviceStream | undefined {
  const choice = chooseProfile(
    rtspUrl,
    streams.map(({ token, encoderToken, streamUri }) => ({ profile: { token, encoderToken }, streamUri })),
  );
  return streams.find(({ token }) => token === choice?.profile.token);
}

function sourcesOf(profiles: readonly ProfileDetails[]): PictureSource[] {
  const bySource = Map.groupBy(
    profiles.filter(({ sourceToken }) => sourceToken !== null),
    ({ sourceToken }) => sourceToken ?? '',
  );
  return [...bySource].map(([sourceToken, ofSource]) => ({
    sourceToken,
    configurationTokens: [
      ...new Set(ofSource.flatMap(({ sourceConfigurationToken }) => sourceConfigurationToken ?? [])),
    ],
  }));
}

/** By picture source. A device that does not tell what it writes into its pictures is none the worse for it. */
async function titlesOf(media: MediaService, profiles: readonly ProfileDetails[]): Promise<Map<string, string>> {
  const titles = (await media.titles().catch(noneIfPassable)) ?? new Map<string, string>();
  return new Map(
    profiles.flatMap(({ sourceToken, sourceConfigurationToken }) => {
      const title = titles.get(sourceConfigurationToken ?? '');
      return title === undefined ? [] : [[sourceToken ?? '', title] as const];
    }),
  );
}

function isPassable(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && (thrown.code === 'CAMERA_REFUSED' || thrown.code === 'ONVIF_NOT_OFFERED');
}

function noneIfPassable(thrown: unknown): null {
  if (isPassable(thrown)) return null;
  throw thrown;
}
