/**
 * The three functions of the Reflect metadata proposal that the certificate
 * library's container asks for before it loads. Import it ahead of the library.
 */
type Metadata = Map<unknown, unknown>;

const kept = new WeakMap<object, Metadata>();

function getOwnMetadata(key: unknown, target: object): unknown {
  return kept.get(target)?.get(key);
}

function getMetadata(key: unknown, target: object): unknown {
  for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (kept.get(owner)?.has(key)) return getOwnMetadata(key, owner);
  }
  return undefined;
}

function defineMetadata(key: unknown, value: unknown, target: object): void {
  const metadata: Metadata = kept.get(target) ?? new Map();
  kept.set(target, metadata.set(key, value));
}

Object.assign(Reflect, { getOwnMetadata, getMetadata, defineMetadata });
