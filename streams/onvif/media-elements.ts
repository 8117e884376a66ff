/** Elements of ONVIF's common schema (onvif.xsd) that both media services use, read and written. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { Multicast as MulticastSettings, Size } from './encoder.rules.ts';
import { all, element, leaf, maybe, number, one, text } from './xml.ts';

export const Resolution = z.object({ width: one(number), height: one(number) });

export const IntRange = z.object({ min: one(number), max: one(number) });

export const Multicast = z
  .object({
    address: one(z.object({ type: one(text), IPv4Address: maybe(text), IPv6Address: maybe(text) })),
    port: one(text),
    TTL: one(text),
    autoStart: one(text),
  })
  .transform(
    ({ address, port, TTL, autoStart }): MulticastSettings => ({
      type: address.type,
      address: address.IPv4Address ?? address.IPv6Address ?? '',
      port,
      ttl: TTL,
      autoStart,
    }),
  );

const Titles = z.object({
  OSDs: all(
    z.object({
      videoSourceConfigurationToken: one(text),
      textString: one(z.object({ type: one(text), plainText: one(text) })),
    }),
  ),
});

/** Texts that stand in the pictures (GetOSDs) by the configuration of the picture's source; of several the first. Dates and times are none. */
export function titlesIn(answer: unknown): ReadonlyMap<string, string> {
  const plain = readAnswer(Titles, answer, 'GetOSDs').OSDs.filter(
    ({ textString }) => textString.type === 'Plain' && textString.plainText !== '',
  );
  return new Map(
    plain.toReversed().map((each) => [each.videoSourceConfigurationToken, each.textString.plainText] as const),
  );
}

/** An answer that is not of its form counts as none. One with nothing in it, as of an empty list, is read as text. */
export function readAnswer<Answer>(schema: z.ZodType<Answer>, answer: unknown, action: string): Answer {
  const isEmpty = typeof answer === 'string' && answer.trim() === '';
  const read = schema.safeParse(isEmpty ? {} : answer);
  if (!read.success) throw new AppError('ONVIF_NOT_OFFERED', { what: action }, read.error);
  return read.data;
}

export function resolutionElement({ width, height }: Size): string {
  return element('tt:Resolution', leaf('tt:Width', width) + leaf('tt:Height', height));
}

export function leafOfMulticast(multicast: MulticastSettings | null): string {
  if (!multicast) return '';
  const { type, address, port, ttl, autoStart } = multicast;
  return element(
    'tt:Multicast',
    element('tt:Address', leaf('tt:Type', type) + leaf(`tt:${type}Address`, address)) +
      leaf('tt:Port', port) +
      leaf('tt:TTL', ttl) +
      leaf('tt:AutoStart', autoStart),
  );
}

/** A camera's own attributes need a prefix that did not come along: they are left out. */
export function attributesBut(known: readonly string[], attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !known.includes(name) && !name.includes(':') && name !== 'xmlns'),
  );
}
