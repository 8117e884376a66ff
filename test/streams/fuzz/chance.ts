/** Numbers that look like chance and are the same for the same seed, and what they do to valid bytes. */

export type Chance = (below: number) => number;

/** mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One of the valid conversations: messages left out, doubled, swapped, and some of them spoilt. */
export function spoiledMessages(valid: readonly (readonly Buffer[])[], random: Chance): Buffer[] {
  const messages = [...(valid[random(valid.length)] ?? [])];
  for (let times = random(3); times > 0 && messages.length > 1; times -= 1) {
    const [one, other] = [random(messages.length), random(messages.length)];
    const kind = random(3);
    if (kind === 0) messages.splice(one, 1);
    else if (kind === 1) messages.splice(one, 0, messages[other] ?? Buffer.alloc(0));
    else [messages[one], messages[other]] = [messages[other] ?? Buffer.alloc(0), messages[one] ?? Buffer.alloc(0)];
  }
  for (let times = random(4) + 1; times > 0; times -= 1) {
    const at = random(messages.length);
    messages[at] = spoiled(messages[at] ?? Buffer.alloc(0), random);
  }
  return messages;
}

/** What breaks counting: none, all, the largest with a sign, one too many. */
const TELLING = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff];

/** Some bytes changed, cut out, doubled or cut off. */
export function spoiled(bytes: Buffer, random: Chance): Buffer {
  let spoilt = Buffer.from(bytes);
  for (let times = random(4) + 1; times > 0 && spoilt.length > 0; times -= 1) {
    // Heads are where parsers decide.
    const at = random(2) === 0 ? random(Math.min(40, spoilt.length)) : random(spoilt.length);
    const end = at + random(Math.min(40, spoilt.length - at)) + 1;
    const kind = random(6);
    if (kind === 0) spoilt[at] = random(256);
    if (kind === 1) spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random(8));
    if (kind === 2)
      spoilt.fill(TELLING[random(TELLING.length)] ?? 0, at, Math.min(at + (1 << random(3)), spoilt.length));
    if (kind === 3) spoilt = Buffer.concat([spoilt.subarray(0, at), spoilt.subarray(end)]);
    if (kind === 4) spoilt = Buffer.concat([spoilt.subarray(0, end), spoilt.subarray(at)]);
    if (kind === 5 && random(4) === 0) spoilt = spoilt.subarray(0, at);
  }
  return spoilt;
}
