/**
 * The gentler limit: failures from one address, whatever accounts they tried.
 *
 * A whole centre may sit behind one address, so it takes many more failures than
 * an account's lock, and the count is lost at a restart on purpose.
 */
import type { Clock } from '../../config/kernel/clock.ts';

const MOST_ADDRESSES = 10_000;

export type AddressLimit = {
  isHeld(address: string): boolean;
  failed(address: string): void;
};

export function newAddressLimit(clock: Clock, limits: { failures: number; windowMs: number }): AddressLimit {
  const failuresAtMs = new Map<string, number[]>();

  const recent = (address: string): number[] => {
    const since = clock() - limits.windowMs;
    return (failuresAtMs.get(address) ?? []).filter((atMs) => atMs > since);
  };

  return {
    isHeld: (address) => recent(address).length >= limits.failures,
    failed: (address) => {
      const failures = [...recent(address), clock()];
      failuresAtMs.delete(address);
      failuresAtMs.set(address, failures);
      const [oldest] = failuresAtMs.keys();
      if (failuresAtMs.size > MOST_ADDRESSES && oldest !== undefined) failuresAtMs.delete(oldest);
    },
  };
}
