export function fingerprint(...parts: (string | Uint8Array)[]): string;
export function isStamped(path: string, value: string): boolean;
export function stamp(path: string, value: string): void;
