export const PROJECT: string;
export function cacheFolder(env?: NodeJS.ProcessEnv): string;
