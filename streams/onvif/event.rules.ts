/**
 * What a camera's own events mean to us. Pure.
 *
 * A topic and the one word of its data that counts. Makers put the same thing under topics of
 * their own; those listed are ONVIF's and the ones Hikvision, Dahua and Axis are known to use.
 */
import type { DetectionKind } from '../../config/contract/alert.ts';

export type DeviceEvent = {
  /** Without prefixes: `RuleEngine/CellMotionDetector/Motion`. */
  topic: string;
  operation: string;
  items: Record<string, string>;
  /** Those of the items that say what it happened to. */
  source: Record<string, string>;
};
/** A picture source of a device, and its configurations. */
export type PictureSource = { sourceToken: string; configurationTokens: string[] };

type Rule = { topic: RegExp; kind: DetectionKind; says?: readonly string[] };

const RULES: readonly Rule[] = [
  { topic: /^RuleEngine\/CellMotionDetector\/Motion$/, kind: 'motion', says: ['IsMotion', 'State'] },
  { topic: /^RuleEngine\/MotionRegionDetector\/Motion$/, kind: 'motion', says: ['State', 'IsMotion'] },
  { topic: /^VideoSource\/MotionAlarm$/, kind: 'motion', says: ['State'] },
  { topic: /^VideoAnalytics\/MotionDetection$/, kind: 'motion', says: ['State', 'IsMotion'] },
  { topic: /^RuleEngine\/TamperDetector\/Tamper$/, kind: 'tampered', says: ['IsTamper', 'State'] },
  { topic: /^VideoSource\/GlobalSceneChange\//, kind: 'tampered', says: ['State'] },
  { topic: /^VideoSource\/(ImageTooDark|ImageTooBlurry|ImageTooBright)\//, kind: 'tampered', says: ['State'] },
  { topic: /^RuleEngine\/LineDetector\/Crossed$/, kind: 'lineCrossed' },
  { topic: /^Device\/Trigger\/DigitalInput$/, kind: 'digitalInput', says: ['LogicalState', 'State'] },
];
const YES = /^(true|1|active|on)$/i;

/** Null for what is over, was so before we asked, or is none of ours. */
export function kindOf({ topic, operation, items }: Omit<DeviceEvent, 'source'>): DetectionKind | null {
  // On subscribing a camera tells how everything stands: that is not something that happened.
  if (operation !== 'Changed' && operation !== '') return null;
  const rule = RULES.find((each) => each.topic.test(topic));
  if (!rule) return null;
  if (!rule.says) return rule.kind;
  const said = rule.says.map((name) => items[name]).find((value) => value !== undefined);
  return said !== undefined && YES.test(said) ? rule.kind : null;
}

/** Rules name a picture by its configuration, the camera itself by its source; makers mix the two. */
const PICTURE_ITEMS = ['VideoSourceConfigurationToken', 'VideoSourceToken', 'VideoSource', 'Source'];

/**
 * Which of a device's pictures it happened in: `any` where there is but one, `device` for what is of no
 * picture (a digital input), `unknown` where the one it names is none we know.
 */
export function pictureOf(
  { source }: Pick<DeviceEvent, 'source'>,
  sources: readonly PictureSource[],
): { sourceToken: string } | 'any' | 'device' | 'unknown' {
  if (sources.length <= 1) return 'any';
  const named = PICTURE_ITEMS.flatMap((name) => source[name] ?? []);
  if (named.length === 0) return 'device';
  const found =
    sources.find(({ configurationTokens }) => configurationTokens.some((token) => named.includes(token))) ??
    sources.find(({ sourceToken }) => named.includes(sourceToken));
  return found ? { sourceToken: found.sourceToken } : 'unknown';
}

/** `tns1:RuleEngine/tnsaxis:Foo` without the prefixes. */
export function bareTopic(topic: string): string {
  return topic
    .trim()
    .split('/')
    .map((part) => part.slice(part.indexOf(':') + 1))
    .join('/');
}
