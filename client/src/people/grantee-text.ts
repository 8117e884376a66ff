/** Who a grant is for, in words. */
import type { TFunction } from 'i18next';
import { Role } from '../../../config/contract/rights.ts';

export function granteeText(t: TFunction, { kind, name }: { kind: 'role' | 'unit'; name: string }): string {
  const role = Role.safeParse(name);
  if (kind === 'role') return role.success ? t(`role.${role.data}`) : name;
  return name;
}
