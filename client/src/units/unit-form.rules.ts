/** From what was typed about a unit to what the server is asked. Pure. */
import type { Unit } from '../../../config/contract/unit.ts';

export type UnitForm = Omit<Unit, 'id' | 'position' | 'vehicles'> & { vehicles: string };

export function formOfUnit(unit: Unit | null): UnitForm {
  return {
    name: unit?.name ?? '',
    kind: unit?.kind ?? 'member',
    phone: unit?.phone ?? '',
    address: unit?.address ?? '',
    headId: unit?.headId ?? null,
    community: unit?.community ?? '',
    callSign: unit?.callSign ?? '',
    vehicles: (unit?.vehicles ?? []).join('、'),
    disabled: unit?.disabled ?? false,
  };
}

/** What its kind does not have is emptied. */
export function toUnit({ vehicles, callSign, community, ...form }: UnitForm): Omit<Unit, 'id' | 'position'> {
  const isTeam = form.kind === 'team';
  return {
    ...form,
    name: form.name.trim(),
    community: form.kind === 'community' ? community.trim() || form.name.trim() : '',
    callSign: isTeam ? callSign.trim() : '',
    vehicles: isTeam
      ? vehicles
          .split(/[、,，]/)
          .map((each) => each.trim())
          .filter((each) => each !== '')
      : [],
  };
}
