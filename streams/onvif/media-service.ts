/** What the adapter asks of a camera's media service, whichever of ONVIF's two it is, and where the camera has them. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { Encoder, H264Options } from './encoder.rules.ts';
import { media1 } from './media1.ts';
import { media2 } from './media2.ts';
import type { Profile } from './profile.rules.ts';
import type { SoapLine } from './soap-line.ts';
import { all, maybe, one, text } from './xml.ts';

export interface MediaService {
  profiles(): Promise<Profile[]>;
  streamUri(profileToken: string): Promise<string>;
  encoder(encoderToken: string): Promise<Encoder>;
  /** Null when the camera cannot encode H.264 with this configuration. */
  h264Options(encoderToken: string, profileToken: string): Promise<H264Options | null>;
  setEncoder(encoder: Encoder): Promise<void>;
  /** Asks for an I-frame as soon as possible in every stream of the profile. */
  setSynchronizationPoint(profileToken: string, timeoutMs: number): Promise<void>;
}

const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA_1 = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA_2 = 'http://www.onvif.org/ver20/media/wsdl';

const Services = z.object({ service: all(z.object({ namespace: one(text), XAddr: one(text) })) });
const Capabilities = z.object({
  capabilities: one(z.object({ media: maybe(z.object({ XAddr: one(text) })) })),
});

/** The media services the camera has, Media2 first. Error: `ONVIF_NOT_OFFERED` when it has none. */
export async function mediaServicesOf(line: SoapLine): Promise<MediaService[]> {
  const addresses = await addressesByServices(line);
  const [path1, path2] = [addresses[MEDIA_1] ?? (await addressByCapabilities(line, addresses)), addresses[MEDIA_2]].map(
    (address) => (address === undefined ? null : line.pathOfService(address)),
  );
  const services = [path2 ? media2(line, path2) : [], path1 ? media1(line, path1) : []].flat();
  if (services.length === 0) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Media' });
  return services;
}

async function addressesByServices(line: SoapLine): Promise<Record<string, string>> {
  const content = '<m:IncludeCapability>false</m:IncludeCapability>';
  const asked = await line
    .ask({ path: line.devicePath, namespace: DEVICE, action: 'GetServices', content })
    .catch(unlessNotOffered);
  const answer = Services.safeParse(asked);
  const services = answer.success ? answer.data.service : [];
  return Object.fromEntries(services.map(({ namespace, XAddr }) => [namespace, XAddr]));
}

/** Cameras from before GetServices name their media service here. */
async function addressByCapabilities(line: SoapLine, known: Record<string, string>): Promise<string | undefined> {
  if (known[MEDIA_2] !== undefined) return undefined;
  const content = '<m:Category>Media</m:Category>';
  const asked = await line
    .ask({ path: line.devicePath, namespace: DEVICE, action: 'GetCapabilities', content })
    .catch(unlessNotOffered);
  const answer = Capabilities.safeParse(asked);
  return answer.success ? answer.data.capabilities.media?.XAddr : undefined;
}

function unlessNotOffered(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'ONVIF_NOT_OFFERED') throw thrown;
}
