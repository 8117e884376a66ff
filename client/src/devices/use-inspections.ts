/** What devices said when they were signed in to, each with the name and password that were given. */
import { useState } from 'react';
import type { DeviceDetails, FoundDevice } from '../../../config/contract/device.ts';
import { api } from '../api/api.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { type ChannelChoice, type Credentials, firstChoice } from './find-devices.rules.ts';

export type Inspection =
  | { state: 'reading' }
  | { state: 'failed'; failure: ShownFailure }
  | { state: 'read'; details: DeviceDetails; credentials: Credentials; choices: Record<string, ChannelChoice> };

/** Not all at once: each answer takes a camera several messages. */
const AT_ONCE = 4;

export function useInspections() {
  const [inspections, setInspections] = useState<ReadonlyMap<string, Inspection>>(new Map());
  const put = (onvifUrl: string, inspection: Inspection) =>
    setInspections((before) => new Map(before).set(onvifUrl, inspection));

  const inspect = async (found: FoundDevice, credentials: Credentials) => {
    const { onvifUrl } = found;
    put(onvifUrl, { state: 'reading' });
    try {
      const details = await api('POST /api/devices/inspect', { body: { onvifUrl, ...credentials } });
      const choices = Object.fromEntries(
        details.channels.map((channel, index) => [
          channel.sourceToken,
          firstChoice(channel, index, { details, found }),
        ]),
      );
      put(onvifUrl, { state: 'read', details, credentials, choices });
    } catch (thrown) {
      put(onvifUrl, { state: 'failed', failure: failureOf(thrown) });
    }
  };
  const inspectAll = async (devices: readonly FoundDevice[], credentials: Credentials) => {
    const waiting = [...devices];
    const next = async () => {
      for (let found = waiting.shift(); found; found = waiting.shift()) await inspect(found, credentials);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  };
  const choose = (onvifUrl: string, sourceToken: string, change: Partial<ChannelChoice>) =>
    setInspections((before) => {
      const inspection = before.get(onvifUrl);
      const choice = inspection?.state === 'read' ? inspection.choices[sourceToken] : undefined;
      if (inspection?.state !== 'read' || !choice) return before;
      const choices = { ...inspection.choices, [sourceToken]: { ...choice, ...change } };
      return new Map(before).set(onvifUrl, { ...inspection, choices });
    });
  return { inspections, inspectAll, choose };
}
