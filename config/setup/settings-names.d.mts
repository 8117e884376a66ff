export function environmentName(path: string): string;
export function nearest(name: string, known: readonly string[]): string | undefined;
export function readNamedSettings(env: NodeJS.ProcessEnv, names: readonly string[]): Map<string, unknown>;
