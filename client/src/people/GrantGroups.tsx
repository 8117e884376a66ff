/** The groups of a grant: what they are, and chosen in a small window of their own. */
import { MultiSelect, Popover, SegmentedControl, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraGroupRight } from '../../../config/contract/rights.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './CameraRights.module.css';

type GrantGroupsProps = { label: string; groups: CameraGroupRight; onChange: (groups: CameraGroupRight) => void };

export function GrantGroups({ label, groups, onChange }: GrantGroupsProps) {
  const said = useGroupsText()(groups);
  return (
    <Popover position="bottom-start" shadow="md" width={340} trapFocus returnFocus withArrow>
      <Popover.Target>
        <button type="button" className={classes.groups} aria-label={`${label}：${said}`} title={said}>
          {said}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <GroupsField label={label} groups={groups} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

export function GroupsField({ label, groups, onChange }: GrantGroupsProps) {
  const { t } = useTranslation();
  const known = useSite((site) => site.cameraGroups);
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={label}
        value={groups === 'all' ? 'all' : 'chosen'}
        onChange={(mode) => onChange(mode === 'all' ? 'all' : [])}
        data={[
          { value: 'all', label: t('cameraRights.allGroups') },
          { value: 'chosen', label: t('cameraRights.chosenGroups') },
        ]}
      />
      {groups !== 'all' && (
        <MultiSelect
          aria-label={t('cameraRights.chosenGroups')}
          placeholder={groups.length === 0 ? t('people.chooseGroups') : ''}
          searchable
          comboboxProps={{ withinPortal: false }}
          data={inNameOrder(known.values()).map(({ id, name }) => ({ value: id, label: name }))}
          value={groups}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}

function useGroupsText(): (groups: CameraGroupRight) => string {
  const { t } = useTranslation();
  const known = useSite((site) => site.cameraGroups);
  return (groups) => {
    if (groups === 'all') return t('cameraRights.allGroups');
    if (groups.length === 0) return t('cameraRights.noGroups');
    return groups.map((groupId) => known.get(groupId)?.name ?? groupId).join('、');
  };
}
