/** The wall a person left, kept on this desk. */
import { z } from 'zod';
import { slotsText, type Wall, wallOf } from './wall.rules.ts';

const Kept = z.object({ layout: z.coerce.string(), slots: z.string() });

export function rememberWall(personId: string, { layout, slots }: Wall): void {
  localStorage.setItem(keyOf(personId), JSON.stringify({ layout: layout.text, slots: slotsText(slots) }));
}

export function rememberedWall(personId: string): Wall | undefined {
  const kept = Kept.safeParse(parsed(localStorage.getItem(keyOf(personId))));
  return kept.success ? wallOf(kept.data.layout, kept.data.slots) : undefined;
}

function keyOf(personId: string): string {
  return `lianqin.wall.${personId}`;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // Never kept, or spoilt by hand: a fresh wall it is.
    return undefined;
  }
}
