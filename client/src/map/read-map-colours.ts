/** The product's colours are said once, in tokens.css; the map reads them there. */
import { type MapColours, rgbaOf } from './map-colours.ts';

export function readMapColours(from: Element): MapColours {
  const styles = getComputedStyle(from);
  const token = (name: string) => rgbaOf(styles.getPropertyValue(name));
  return {
    ground: token('--surface-0'),
    street: token('--surface-3'),
    block: token('--surface-1'),
    outline: token('--line'),
    water: token('--map-water'),
    green: token('--map-green'),
    building: token('--surface-3'),
    road: token('--line-strong'),
    text: token('--ink'),
    quietText: token('--ink-2'),
    governance: token('--accent'),
    accent: token('--accent'),
    critical: token('--critical'),
    warning: token('--warning'),
    notice: token('--notice'),
  };
}
