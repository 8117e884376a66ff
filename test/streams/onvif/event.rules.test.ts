/** Which of a camera's events become alerts, and of what kind. */
import { expect, test } from 'vitest';
import { bareTopic, kindOf } from '../../../streams/onvif/event.rules.ts';

test.each([
  ['RuleEngine/CellMotionDetector/Motion', { IsMotion: 'true' }, 'motion'],
  ['VideoSource/MotionAlarm', { Source: 'v', State: '1' }, 'motion'],
  ['RuleEngine/TamperDetector/Tamper', { IsTamper: 'true' }, 'tampered'],
  ['VideoSource/GlobalSceneChange/ImagingService', { State: 'true' }, 'tampered'],
  ['RuleEngine/LineDetector/Crossed', { ObjectId: '4' }, 'lineCrossed'],
  ['Device/Trigger/DigitalInput', { InputToken: 'in1', LogicalState: 'true' }, 'digitalInput'],
  ['Device/Trigger/DigitalInput', { InputToken: 'in1', LogicalState: 'false' }, null],
  ['VideoSource/MotionAlarm', { State: 'false' }, null],
  ['Monitoring/ProcessorUsage', { Value: '4' }, null],
] as const)('%s with %o is %s', (topic, items, kind) => {
  expect(kindOf({ topic, operation: 'Changed', items })).toBe(kind);
});

test.each(['Initialized', 'Deleted'])('what is told as %s did not just happen', (operation) => {
  expect(kindOf({ topic: 'VideoSource/MotionAlarm', operation, items: { State: 'true' } })).toBeNull();
});

test('prefixes of topics are of no matter', () => {
  expect(bareTopic(' tns1:RuleEngine/tnsaxis:CellMotionDetector/Motion ')).toBe('RuleEngine/CellMotionDetector/Motion');
});
