/** One of the catalogue's matters that are in use. */
import { Select } from '@mantine/core';
import type { Matter } from '../../../config/contract/matter.ts';
import { useMatters } from '../matters/matters.ts';
import { useSession } from '../session/session.ts';
import { offeredMatters } from './offered-matters.rules.ts';

type MatterSelectProps = {
  label: string;
  placeholder?: string;
  error?: string | null;
  matterId: string | null;
  onChange: (matter: Matter | null) => void;
};

export function MatterSelect({ matterId, onChange, ...shared }: MatterSelectProps) {
  const matters = useMatters();
  const { person } = useSession();
  const offered = offeredMatters(matters.data ?? [], { isInGrids: person.role === 'gridMember' });
  return (
    <Select
      {...shared}
      searchable
      clearable
      limit={50}
      disabled={matters.isPending}
      value={matterId}
      onChange={(chosen) => onChange(offered.find(({ id }) => id === chosen) ?? null)}
      data={offered.map(({ id, code, name, bigClassName }) => ({
        value: id,
        label: `${code} ${bigClassName} · ${name}`,
      }))}
    />
  );
}
