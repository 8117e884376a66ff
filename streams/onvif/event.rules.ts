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
};

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
export function kindOf({ topic, operation, items }: DeviceEvent): DetectionKind | null {
  // On subscribing a camera tells how everything stands: that is not something that happened.
  if (operation !== 'Changed' && operation !== '') return null;
  const rule = RULES.find((each) => each.topic.test(topic));
  if (!rule) return null;
  if (!rule.says) return rule.kind;
  const said = rule.says.map((name) => items[name]).find((value) => value !== undefined);
  return said !== undefined && YES.test(said) ? rule.kind : null;
}

/** `tns1:RuleEngine/tnsaxis:Foo` without the prefixes. */
export function bareTopic(topic: string): string {
  return topic
    .trim()
    .split('/')
    .map((part) => part.slice(part.indexOf(':') + 1))
    .join('/');
}
