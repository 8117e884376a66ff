/** Under which names answers about recordings are kept, for whoever knows that they are old. */
export const RECORDINGS_KEY = ['recordings'] as const;
export const LOCKS_KEY = ['recordingLocks'] as const;
export const EXPORTS_KEY = ['exports'] as const;
