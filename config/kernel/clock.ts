/** Where time comes from. Given from outside, so that rules and tests need no waiting. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
