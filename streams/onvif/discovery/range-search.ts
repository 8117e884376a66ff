/** Asks every address of a range whether ONVIF answers there; a limited number at once, so that no network is flooded. */
import type { FoundDevice } from '../../../config/contract/device.ts';
import type { Clock } from '../../../config/kernel/clock.ts';
import { SoapLine } from '../soap-line.ts';

const AT_ONCE = 32;
const ANSWER_WITHIN_MS = 1_500;

type Told = { onAsked: () => void; onFound: (device: FoundDevice) => void };

export async function searchByRange(
  addresses: readonly string[],
  port: number,
  { clock, onAsked, onFound }: Told & { clock: Clock },
): Promise<void> {
  const waiting = [...addresses];
  const askOne = async (host: string) => {
    const onvifUrl = `http://${host}${port === 80 ? '' : `:${port}`}/onvif/device_service`;
    // Its time is what a device tells everybody (ONVIF Core, access class PRE_AUTH): no password is tried anywhere.
    const line = new SoapLine({ onvifUrl, username: '', password: '' }, clock, ANSWER_WITHIN_MS);
    const isOnvif = await line.tellsTime().catch(() => false);
    onAsked();
    if (isOnvif) onFound({ onvifUrl, host, name: '', model: '' });
  };
  const askOnAndOn = async () => {
    for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) await askOne(host);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, addresses.length) }, askOnAndOn));
}
