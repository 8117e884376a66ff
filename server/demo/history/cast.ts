/** Who acts in the demo's history besides the accounts of the first start, so that every unit and grid has somebody. */
import type { Role } from '../../../config/contract/rights.ts';

type CastMember = {
  account: string;
  name: string;
  role: Role;
  unit: string;
  post: string;
  community?: string;
  gridCodes?: string[];
};

/** Their passwords nobody knows: who wants to sign in as one of them has the administrator set one. */
export const MORE_PEOPLE: CastMember[] = [
  { account: 'operator2', name: '演示值班员乙', role: 'operator', unit: '', post: '受理员' },
  { account: 'operator3', name: '演示值班员丙', role: 'operator', unit: '', post: '受理员' },
  { account: 'judicial', name: '演示调解员', role: 'unitOfficer', unit: '司法所', post: '调解员' },
  { account: 'rental', name: '演示租管员', role: 'unitOfficer', unit: '出租屋中心', post: '租管员' },
  { account: 'gridoffice', name: '演示网格办专干', role: 'unitOfficer', unit: '政务网格办', post: '专干' },
  { account: 'citymgmt', name: '演示城管科员', role: 'unitOfficer', unit: '城管科', post: '科员' },
  { account: 'civil', name: '演示民政员', role: 'unitOfficer', unit: '民政科', post: '科员' },
  { account: 'safety', name: '演示安监员', role: 'unitOfficer', unit: '安监中队', post: '队员' },
  { account: 'service', name: '演示社区中心专干', role: 'unitOfficer', unit: '社区中心', post: '专干' },
  { account: 'team1', name: '演示联勤队员', role: 'unitOfficer', unit: '联勤一队', post: '队员' },
  {
    account: 'community2',
    name: '演示社区干部乙',
    role: 'communityOfficer',
    unit: '文教社区',
    post: '网格长',
    community: '文教社区',
  },
  member('gridmember2', '演示网格员乙', '滨江社区', '440105013003'),
  member('gridmember3', '演示网格员丙', '文教社区', '440105013004'),
  member('gridmember4', '演示网格员丁', '文教社区', '440105013005', '440105013006'),
];

/** Who sits at the desk: three shifts, one further each day. */
export function deskAt(day: string, hour: number): string {
  const shift = hour < 8 ? 0 : hour < 16 ? 1 : 2;
  const turn = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return ['operator', 'operator2', 'operator3'][(shift + turn) % 3] ?? 'operator';
}

/** Who acts for a unit; where nobody has an account, the desk does. */
export const OFFICERS: Record<string, string> = {
  ...{ 派出所: 'police', 城管执法队: 'patrol', 滨江社区: 'community', 综治办: 'supervisor' },
  ...Object.fromEntries(
    MORE_PEOPLE.filter(({ role }) => role === 'unitOfficer' || role === 'communityOfficer').map(({ unit, account }) => [
      unit,
      account,
    ]),
  ),
};

function member(account: string, name: string, community: string, ...gridCodes: string[]): CastMember {
  return { account, name, role: 'gridMember', unit: community, post: '网格员', community, gridCodes };
}
