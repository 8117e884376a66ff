/** The absolute path of the mediasoup worker: MEDIASOUP_WORKER_BIN, or the one the set-up keeps in the cache. */
export function workerPath(options?: { cacheDir?: string; env?: NodeJS.ProcessEnv }): string;
export function mediasoupVersion(): string;
