/**
 * WS-Discovery (2005/04, as ONVIF Core has it) on the wire: the question, and what an answer says.
 * Pure. Answers come unasked from anybody on the network, so only what is needed is taken out of
 * them, by the names of elements, and everything has a limit.
 */
import type { FoundDevice } from '../../../config/contract/device.ts';
import { element, leaf } from '../xml.ts';

const DISCOVERY = 'http://schemas.xmlsoap.org/ws/2005/04/discovery';
const ADDRESSING = 'http://schemas.xmlsoap.org/ws/2004/08/addressing';
const MOST_BYTES = 16_384;
const ONVIF_SCOPE = /^onvif:\/\/www\.onvif\.org\/(name|hardware)\/(.+)$/i;

export function probe(messageId: string): string {
  const header =
    element('a:Action', `${DISCOVERY}/Probe`, { 's:mustUnderstand': '1' }) +
    leaf('a:MessageID', `urn:uuid:${messageId}`) +
    leaf('a:To', 'urn:schemas-xmlsoap-org:ws:2005:04:discovery');
  const body = element('d:Probe', leaf('d:Types', 'dn:NetworkVideoTransmitter'));
  return `<?xml version="1.0" encoding="UTF-8"?>${element(
    's:Envelope',
    element('s:Header', header) + element('s:Body', body),
    {
      'xmlns:s': 'http://www.w3.org/2003/05/soap-envelope',
      'xmlns:a': ADDRESSING,
      'xmlns:d': DISCOVERY,
      'xmlns:dn': 'http://www.onvif.org/ver10/network/wsdl',
    },
  )}`;
}

/** Undefined when it is no answer to this question, or names no address. */
export function readProbeMatch(answer: string, messageId: string, fromHost: string): FoundDevice | undefined {
  if (answer.length > MOST_BYTES || !textOf(answer, 'RelatesTo').includes(messageId)) return undefined;
  const addresses = textOf(answer, 'XAddrs').split(/\s+/).filter(isHttp);
  // A device on several networks names an address for each; the one it answered from can be reached.
  const onvifUrl = addresses.find((address) => new URL(address).hostname === fromHost) ?? addresses[0];
  if (onvifUrl === undefined) return undefined;
  const scopes = new Map(
    textOf(answer, 'Scopes')
      .split(/\s+/)
      .flatMap((scope) => {
        const [, key, value = ''] = ONVIF_SCOPE.exec(scope) ?? [];
        return key ? [[key.toLowerCase(), decoded(value)] as const] : [];
      }),
  );
  return {
    onvifUrl,
    host: new URL(onvifUrl).hostname,
    name: (scopes.get('name') ?? '').slice(0, 100),
    model: (scopes.get('hardware') ?? '').slice(0, 100),
  };
}

function textOf(xml: string, name: string): string {
  return new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1]?.trim() ?? '';
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
