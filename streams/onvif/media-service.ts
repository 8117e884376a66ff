/** What the adapter asks of a camera's media service, whichever of ONVIF's two it is. */
import { AppError } from '../../config/contract/errors.ts';
import type { Encoder, H264Options } from './encoder.rules.ts';
import { media1 } from './media1.ts';
import { media2 } from './media2.ts';
import type { Profile } from './profile.rules.ts';
import type { Services } from './services.ts';
import type { SoapLine } from './soap-line.ts';

/** A profile with all that is said of it, but for the address of its stream. */
export type ProfileDetails = Profile & {
  name: string;
  sourceToken: string | null;
  /** Of the configuration of its picture source. */
  sourceConfigurationToken: string | null;
  encoding: string | null;
  width: number;
  height: number;
  framesPerSecond: number | null;
  bitrateKbps: number | null;
  ptzNodeToken: string | null;
};

export interface MediaService {
  profiles(): Promise<Profile[]>;
  profileDetails(): Promise<ProfileDetails[]>;
  /** What is written into the picture by way of a name, by the configuration of the picture's source. */
  titles(): Promise<ReadonlyMap<string, string>>;
  streamUri(profileToken: string): Promise<string>;
  /** Where a single picture of the profile is had. */
  snapshotUri(profileToken: string): Promise<string>;
  encoder(encoderToken: string): Promise<Encoder>;
  /** Null when the camera cannot encode H.264 with this configuration. */
  h264Options(encoderToken: string, profileToken: string): Promise<H264Options | null>;
  setEncoder(encoder: Encoder): Promise<void>;
  /** Asks for an I-frame as soon as possible in every stream of the profile. */
  setSynchronizationPoint(profileToken: string, timeoutMs: number): Promise<void>;
}

/** The media services the camera has, Media2 first. Error: `ONVIF_NOT_OFFERED` when it has none. */
export function mediaServicesAt(line: SoapLine, services: Services): MediaService[] {
  const found = [
    services.media2 === null ? [] : media2(line, services.media2),
    services.media1 === null ? [] : media1(line, services.media1),
  ].flat();
  if (found.length === 0) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Media' });
  return found;
}
