/** Colours as the graphics card wants them. Pure. */

export type Rgba = [red: number, green: number, blue: number, alpha: number];

export type MapColours = {
  ground: Rgba;
  street: Rgba;
  block: Rgba;
  outline: Rgba;
  water: Rgba;
  green: Rgba;
  building: Rgba;
  road: Rgba;
  text: Rgba;
  quietText: Rgba;
  governance: Rgba;
  accent: Rgba;
  critical: Rgba;
  warning: Rgba;
  notice: Rgba;
};

export function withAlpha([red, green, blue]: Rgba, alpha: number): Rgba {
  return [red, green, blue, Math.round(alpha * 255)];
}

/** `share` of the other in it. */
export function mixed(one: Rgba, other: Rgba, share: number): Rgba {
  const [red, green, blue, alpha] = one.map((part, nth) => Math.round(part + ((other[nth] ?? part) - part) * share));
  return [red ?? 0, green ?? 0, blue ?? 0, alpha ?? 255];
}

export function cssColour([red, green, blue, alpha]: Rgba): string {
  return `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
}

/** `#rgb` or `#rrggbb`; anything else is the grey of a token that is missing. */
export function rgbaOf(text: string): Rgba {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!digits) return [128, 128, 128, 255];
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue, 255];
}
