/** Searches for devices: one at a time, its state asked for while it goes on, and kept until the next. */

import { addressesOf } from '../../../config/contract/address-range.ts';
import type { DeviceSearch, FoundDevice, SearchDevices } from '../../../config/contract/device.ts';
import { AppError, toAppError } from '../../../config/contract/errors.ts';
import type { Clock } from '../../../config/kernel/clock.ts';
import { newLogger } from '../../../config/kernel/logger.ts';
import type { NewId } from '../../../config/kernel/new-id.ts';
import { searchAddresses, searchByMulticast } from './multicast-search.ts';
import { searchByRange } from './range-search.ts';

const log = newLogger('discovery');
const MOST_FOUND = 500;

type Needs = { clock: Clock; newId: NewId; interfaces: string };

export class DeviceSearches {
  readonly #needs: Needs;
  #current: DeviceSearch | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** One that goes on already is answered instead of a second one. */
  start(what: SearchDevices): DeviceSearch {
    if (this.#current && !this.#current.isDone) return this.#current;
    const addresses = addressesOf(what.range);
    const search: DeviceSearch = {
      searchId: this.#needs.newId(),
      isDone: false,
      askedCount: 0,
      addressCount: addresses.length,
      found: [],
      failure: null,
    };
    this.#current = search;
    void this.#run(search, addresses, what);
    return search;
  }

  /** Error: `SEARCH_NOT_FOUND` when there was another since. */
  state(searchId: string): DeviceSearch {
    if (this.#current?.searchId !== searchId) throw new AppError('SEARCH_NOT_FOUND');
    return this.#current;
  }

  async #run(search: DeviceSearch, addresses: readonly string[], { byMulticast, port }: SearchDevices): Promise<void> {
    const onFound = (device: FoundDevice) => add(search, device);
    const onAsked = () => {
      search.askedCount += 1;
    };
    const multicast = byMulticast
      ? searchByMulticast(searchAddresses(this.#needs.interfaces), onFound).catch((thrown) => {
          search.failure = toAppError(thrown).toFailure();
        })
      : undefined;
    try {
      await Promise.all([multicast, searchByRange(addresses, port, { clock: this.#needs.clock, onAsked, onFound })]);
    } catch (thrown) {
      log.error({ err: thrown }, 'search failed');
      search.failure = toAppError(thrown).toFailure();
    } finally {
      search.isDone = true;
    }
    log.info({ foundCount: search.found.length, addressCount: addresses.length }, 'devices searched');
  }
}

/** A device that is found both ways is one: what it announced of itself is the more. */
function add(search: DeviceSearch, device: FoundDevice): void {
  const place = (each: FoundDevice) => new URL(each.onvifUrl).host;
  const index = search.found.findIndex((each) => place(each) === place(device));
  const known = search.found[index];
  if (!known) {
    if (search.found.length < MOST_FOUND) search.found.push(device);
  } else if (known.name === '' && known.model === '') search.found[index] = device;
}
