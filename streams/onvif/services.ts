/** Where a camera has its services. Cameras from before GetServices name them in GetCapabilities; Media2 is not in it. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { SoapLine } from './soap-line.ts';
import { all, maybe, one, text } from './xml.ts';

export const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const NAMESPACES = {
  media1: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  imaging: 'http://www.onvif.org/ver20/imaging/wsdl',
  events: 'http://www.onvif.org/ver10/events/wsdl',
  recording: 'http://www.onvif.org/ver10/recording/wsdl',
  search: 'http://www.onvif.org/ver10/search/wsdl',
  replay: 'http://www.onvif.org/ver10/replay/wsdl',
} as const;

type ServiceName = keyof typeof NAMESPACES;
/** The path of each; null when the camera has no such service. */
export type Services = Record<ServiceName, string | null>;

const Answer = z.object({ service: all(z.object({ namespace: one(text), XAddr: one(text) })) });
const Address = maybe(z.object({ XAddr: one(text) }));
const Capabilities = z.object({
  capabilities: one(
    z.object({
      media: Address,
      PTZ: Address,
      imaging: Address,
      events: Address,
      extension: maybe(z.object({ recording: Address, search: Address, replay: Address })),
    }),
  ),
});

export async function servicesOf(line: SoapLine): Promise<Services> {
  const known = await byServices(line);
  if (known.media1 !== null || known.media2 !== null) return known;
  const older = await byCapabilities(line);
  const names = Object.keys(NAMESPACES) as ServiceName[];
  const found = Object.fromEntries(names.map((name) => [name, known[name] ?? older[name]])) as Services;
  return { ...found, media2: null };
}

async function byServices(line: SoapLine): Promise<Services> {
  const content = '<m:IncludeCapability>false</m:IncludeCapability>';
  const asked = await line
    .ask({ path: line.devicePath, namespace: DEVICE, action: 'GetServices', content })
    .catch(unlessNotOffered);
  const answer = Answer.safeParse(asked);
  const addresses = new Map(
    (answer.success ? answer.data.service : []).map(({ namespace, XAddr }) => [namespace, XAddr]),
  );
  const paths = Object.entries(NAMESPACES).map(([name, namespace]) => [name, pathIn(line, addresses.get(namespace))]);
  return Object.fromEntries(paths) as Services;
}

async function byCapabilities(line: SoapLine): Promise<Services> {
  const content = '<m:Category>All</m:Category>';
  const asked = await line
    .ask({ path: line.devicePath, namespace: DEVICE, action: 'GetCapabilities', content })
    .catch(unlessNotOffered);
  const answer = Capabilities.safeParse(asked);
  const found = answer.success ? answer.data.capabilities : null;
  return {
    media1: pathIn(line, found?.media?.XAddr),
    media2: null,
    ptz: pathIn(line, found?.PTZ?.XAddr),
    imaging: pathIn(line, found?.imaging?.XAddr),
    events: pathIn(line, found?.events?.XAddr),
    recording: pathIn(line, found?.extension?.recording?.XAddr),
    search: pathIn(line, found?.extension?.search?.XAddr),
    replay: pathIn(line, found?.extension?.replay?.XAddr),
  };
}

function pathIn(line: SoapLine, address: string | undefined): string | null {
  return address === undefined ? null : line.pathOfService(address);
}

function unlessNotOffered(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.code !== 'ONVIF_NOT_OFFERED') throw thrown;
}
