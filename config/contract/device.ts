/** Devices on the network that can be added as cameras: how they are looked for, and what they say of themselves over ONVIF. */
import { z } from 'zod';
import { rangeMistake } from './address-range.ts';
import { Failure } from './errors.ts';

/** By asking the whole network, or every address of a range, or both. */
export const SearchDevices = z
  .strictObject({
    byMulticast: z.boolean().default(true),
    /** Such as `192.168.1.0/24` or `192.168.1.10-192.168.1.60`; private or loopback only; empty: none is searched. */
    range: z.string().trim().max(100).default(''),
    /** Where ONVIF answers within the range. */
    port: z.int().min(1).max(65_535).default(80),
  })
  .superRefine(({ range, byMulticast }, context) => {
    if (range === '' ? !byMulticast : rangeMistake(range) !== undefined) {
      context.addIssue({ code: 'custom', path: ['range'], message: range === '' ? 'empty' : rangeMistake(range) });
    }
  });
export type SearchDevices = z.infer<typeof SearchDevices>;

export const FoundDevice = z.object({
  onvifUrl: z.string(),
  host: z.string(),
  /** As the device announces itself; empty where it says nothing without a password. */
  name: z.string(),
  model: z.string(),
});
export type FoundDevice = z.infer<typeof FoundDevice>;

export const DeviceSearch = z.object({
  searchId: z.string(),
  isDone: z.boolean(),
  /** Addresses of the range that were asked, of so many. */
  askedCount: z.int(),
  addressCount: z.int(),
  found: z.array(FoundDevice),
  /** Why the network could not be asked as a whole. */
  failure: Failure.nullable(),
});
export type DeviceSearch = z.infer<typeof DeviceSearch>;

export const InspectDevice = z.strictObject({
  onvifUrl: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/i, 'onvifUrl'),
  username: z.string().max(128).default(''),
  password: z.string().max(256).default(''),
  /** A camera of that device: its saved password is used when none is given. */
  cameraId: z.string().optional(),
});
export type InspectDevice = z.infer<typeof InspectDevice>;

/** One media profile of a device; null is what it does not say. */
export const DeviceStream = z.object({
  token: z.string(),
  name: z.string(),
  /** Of the picture's source: streams of one source show the same picture. */
  sourceToken: z.string(),
  encoderToken: z.string().nullable(),
  encoding: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number().nullable(),
  bitrateKbps: z.number().nullable(),
  /** With the host it was reached by. */
  streamUri: z.string(),
  /** Where a single picture of it is had by HTTP; null when it gives none, left out where it was not asked. */
  snapshotUri: z.string().nullable().optional(),
  /** Of its PTZ node; null when this profile cannot turn. */
  ptzNodeToken: z.string().nullable(),
});
export type DeviceStream = z.infer<typeof DeviceStream>;

/** One picture source: what becomes one camera. Main and sub are chosen by size; a person may choose others. */
export const DeviceChannel = z.object({
  sourceToken: z.string(),
  name: z.string(),
  /** What the device writes into the picture by way of a name; empty where it writes none. */
  title: z.string(),
  mainToken: z.string(),
  subToken: z.string().nullable(),
  streams: z.array(DeviceStream),
});
export type DeviceChannel = z.infer<typeof DeviceChannel>;

export const DeviceDetails = z.object({
  onvifUrl: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  firmware: z.string(),
  serialNumber: z.string(),
  /** The device's clock minus ours. */
  clockOffsetMs: z.number(),
  hasPtz: z.boolean(),
  hasEvents: z.boolean(),
  channels: z.array(DeviceChannel),
});
export type DeviceDetails = z.infer<typeof DeviceDetails>;

/** What a camera can do besides showing pictures, by its own account over ONVIF. */
export const CameraFeature = z.enum([
  'ptz',
  'relativeMove',
  'absoluteMove',
  'presets',
  'home',
  'focus',
  'imaging',
  'relays',
  'events',
]);
export type CameraFeature = z.infer<typeof CameraFeature>;
