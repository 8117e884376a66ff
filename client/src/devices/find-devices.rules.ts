/** From what was found and chosen to what is added. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import type { DeviceChannel, DeviceDetails, DeviceStream, FoundDevice } from '../../../config/contract/device.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';

export type Credentials = { username: string; password: string };

/** One picture source of a device, as a person wants it added. */
export type ChannelChoice = { isWanted: boolean; name: string; mainToken: string; subToken: string | null };

const NAME_MAX = 60;

/** Whether a camera of the site is that device, or a picture of it. */
export function isAdded({ onvifUrl }: Pick<FoundDevice, 'onvifUrl'>, cameras: Iterable<Camera>): boolean {
  const place = placeOf(onvifUrl);
  return [...cameras].some((camera) => camera.onvifUrl !== '' && placeOf(camera.onvifUrl) === place);
}

/** By the address of its pictures, or as that picture source of that device, whose addresses may have changed. */
export function isChannelAdded(channel: DeviceChannel, onvifUrl: string, cameras: Iterable<Camera>): boolean {
  const addresses = new Set(channel.streams.map(({ streamUri }) => streamUri));
  const place = placeOf(onvifUrl);
  return [...cameras].some(
    (camera) =>
      addresses.has(camera.sourceUrl) ||
      (camera.sourceToken !== '' && camera.sourceToken === channel.sourceToken && placeOf(camera.onvifUrl) === place),
  );
}

/** The streams of the picture source a camera is of: as it was added, else the one that has its address, else the first. */
export function streamsOf(
  { channels }: DeviceDetails,
  { sourceUrl, sourceToken }: Pick<Camera, 'sourceUrl' | 'sourceToken'>,
): readonly DeviceStream[] {
  const channel =
    channels.find((each) => sourceToken !== '' && each.sourceToken === sourceToken) ??
    channels.find(({ streams }) => streams.some(({ streamUri }) => streamUri === sourceUrl)) ??
    channels[0];
  return channel?.streams ?? [];
}

/** What stands in the picture, else `Lianqin camera`; a recorder's pictures are numbered. */
export function firstChoice(
  channel: DeviceChannel,
  index: number,
  { details, found }: { details: DeviceDetails; found: FoundDevice },
): ChannelChoice {
  const device = found.name || `${details.manufacturer} ${details.model}`.trim() || found.host;
  const name = channel.title || (details.channels.length > 1 ? `${device} ${index + 1}` : device);
  return {
    isWanted: true,
    name: name.slice(0, NAME_MAX),
    mainToken: channel.mainToken,
    subToken: channel.subToken,
  };
}

export function toAddCamera(
  channel: DeviceChannel,
  choice: ChannelChoice,
  { details, groupId, credentials }: { details: DeviceDetails; groupId: string; credentials: Credentials },
): RouteInput<'POST /api/cameras'> {
  return {
    name: choice.name.trim(),
    groupId,
    sourceUrl: addressOf(channel, choice.mainToken),
    subSourceUrl: choice.subToken === null ? '' : addressOf(channel, choice.subToken),
    onvifUrl: details.onvifUrl,
    sourceToken: channel.sourceToken,
    ...credentials,
  };
}

export function streamOf(channel: DeviceChannel, token: string): DeviceStream | undefined {
  return channel.streams.find((stream) => stream.token === token);
}

function addressOf(channel: DeviceChannel, token: string): string {
  return streamOf(channel, token)?.streamUri ?? '';
}

function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
