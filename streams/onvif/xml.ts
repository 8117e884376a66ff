/** Writing XML for a camera, and reading what the `onvif` package made of its answer. Pure. */
import { z } from 'zod';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** An element with elements in it; attributes without a value are left out. */
export function element(
  name: string,
  content: string,
  attributes: Record<string, string | number | null | undefined> = {},
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(`${value}`)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** An element with a value in it; nothing where there is none. */
export function leaf(name: string, value: string | number | null): string {
  return value === null ? '' : element(name, escapeXml(`${value}`));
}

/*
 * The package makes of every element a list under its name: prefix gone, first letter small
 * (unless the second is a capital: XAddr, H264). With attributes or children it is an object
 * (`$` attributes, `_` text), else its text.
 */
export const text = z.union([
  z.string().trim(),
  z.object({ _: z.string().trim().default('') }).transform((node) => node._),
]);
export const number = text.pipe(z.coerce.number());

/** A moment (xs:dateTime) in ms; without a time zone it is UTC, as ONVIF has it. */
export const dateTime = text.transform((value, context) => {
  const atMs = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  if (Number.isSafeInteger(atMs)) return atMs;
  context.addIssue({ code: 'custom', message: 'no moment' });
  return z.NEVER;
});

/** Of an attribute, whose text nobody checked; null where there is none, or it is no number. */
export function numberIn(text: string | undefined): number | null {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** The element that must be there. */
export function one<Value>(schema: z.ZodType<Value>): z.ZodType<Value> {
  return z.tuple([schema], z.unknown()).transform(([only]) => only);
}

/** The element that may be there, and counts as missing when it cannot be read. */
export function maybe<Value>(schema: z.ZodType<Value>): z.ZodType<Value | null> {
  return one(schema).nullable().catch(null).default(null);
}

/** As many as there are; those that cannot be read are left out. */
export function all<Value>(schema: z.ZodType<Value>): z.ZodType<Value[]> {
  return z
    .array(z.unknown())
    .default([])
    .transform((nodes) =>
      nodes.flatMap((node) => {
        const read = schema.safeParse(node);
        return read.success ? [read.data] : [];
      }),
    );
}

/** Every text below a node, in order, without attributes: what a fault has to say. */
export function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return node.trim() === '' ? [] : [node.trim()];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => (name === '$' ? [] : textsIn(child)));
}
