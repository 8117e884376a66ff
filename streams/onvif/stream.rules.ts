/**
 * What becomes of a device's media profiles: one camera for each picture source, with the largest
 * stream as its main stream and a small one of the same shape beside it. Pure.
 */
import type { DeviceChannel, DeviceStream } from '../../config/contract/device.ts';

/** Smaller pictures are for door phones. */
const MIN_SUB_WIDTH = 320;
/** 1920×1080 and 704×396 are of one shape; 704×576 is not. */
const SHAPE_TOLERANCE = 0.02;

/** `titles`: what stands in the pictures, by their source. */
export function channelsOf(
  streams: readonly DeviceStream[],
  titles: ReadonlyMap<string, string> = new Map(),
): DeviceChannel[] {
  return [...Map.groupBy(streams, ({ sourceToken }) => sourceToken)].flatMap(([sourceToken, ofSource]) => {
    const main = mainOf(ofSource);
    if (!main) return [];
    const sub = subOf(main, ofSource);
    const title = titles.get(sourceToken) ?? '';
    return [
      { sourceToken, name: main.name, title, mainToken: main.token, subToken: sub?.token ?? null, streams: ofSource },
    ];
  });
}

/** The largest that is video; a camera that names no sizes tells its main stream first. */
function mainOf(streams: readonly DeviceStream[]): DeviceStream | undefined {
  const videos = streams.filter(({ encoding }) => encoding !== 'JPEG');
  return largestFirst(videos.length > 0 ? videos : streams)[0];
}

/** The smallest that is wide enough and of the same shape as the main stream. */
function subOf(main: DeviceStream, streams: readonly DeviceStream[]): DeviceStream | undefined {
  const smaller = streams.filter(
    (each) =>
      each.encoding !== 'JPEG' &&
      each.width >= MIN_SUB_WIDTH &&
      area(each) < area(main) &&
      isSameShape(each, main) &&
      each.streamUri !== main.streamUri,
  );
  return largestFirst(smaller).at(-1);
}

function largestFirst(streams: readonly DeviceStream[]): DeviceStream[] {
  return streams.toSorted((one, other) => area(other) - area(one));
}

function area({ width, height }: DeviceStream): number {
  return width * height;
}

function isSameShape(one: DeviceStream, other: DeviceStream): boolean {
  const [first, second] = [one.width * other.height, other.width * one.height];
  return Math.abs(first - second) <= SHAPE_TOLERANCE * Math.max(first, second);
}

/**
 * The stream's address with the host the device was reached by: behind NAT it knows no more than
 * its own name for itself. A name and password in it are the camera's business, and left out.
 */
export function reachable(streamUri: string, onvifUrl: string): string {
  if (!URL.canParse(streamUri) || !URL.canParse(onvifUrl)) return streamUri;
  const { port, pathname, search } = new URL(streamUri);
  return `rtsp://${new URL(onvifUrl).hostname}${port === '' ? '' : `:${port}`}${pathname}${search}`;
}

/** The same for where a picture is had; null where that is no address of the web. */
export function reachablePicture(snapshotUri: string, onvifUrl: string): string | null {
  if (!URL.canParse(snapshotUri) || !URL.canParse(onvifUrl)) return null;
  const { protocol, port, pathname, search } = new URL(snapshotUri);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return `${protocol}//${new URL(onvifUrl).hostname}${port === '' ? '' : `:${port}`}${pathname}${search}`;
}
