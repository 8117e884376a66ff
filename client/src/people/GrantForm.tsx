/** A new grant. */
import { Autocomplete, Checkbox, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddCameraGrant } from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';
import { CameraAction, type CameraGroupRight, Role } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { momentOf } from '../time/local-moment.ts';
import classes from './CameraRights.module.css';
import { nameOf, toggled } from './camera-grant.rules.ts';
import { GroupsField } from './GrantGroups.tsx';
import { granteeText } from './grantee-text.ts';
import { CAMERA_GRANTS_KEY } from './people-key.ts';

export function GrantForm({ people, onDone }: { people: readonly Person[]; onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const { timeZone } = useSiteProfile();
  const [kind, setKind] = useState<'role' | 'unit'>('unit');
  const [role, setRole] = useState<Role>('operator');
  const [unit, setUnit] = useState('');
  const [cameraGroups, setCameraGroups] = useState<CameraGroupRight>('all');
  const [actions, setActions] = useState<CameraAction[]>(['camera.watch']);
  const [needsApproval, setNeedsApproval] = useState(false);
  const [until, setUntil] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const units = [...new Set(people.map((person) => person.unit.trim()).filter((each) => each !== ''))];
  const exports = actions.includes('recording.export');
  const untilMs = until === '' ? null : (momentOf(until, timeZone) ?? Number.NaN);
  const mistakes = {
    unit: kind === 'unit' && unit.trim() === '',
    groups: cameraGroups !== 'all' && cameraGroups.length === 0,
    until: untilMs !== null && !(untilMs > Date.now()),
  };

  const add = useMutation({
    mutationFn: (body: AddCameraGrant) => api('POST /api/camera-grants', { body }),
    onSuccess: ({ to }) => {
      notifications.show({ message: t('cameraRights.added', { to: granteeText(t, nameOf(to)) }) });
      void queries.invalidateQueries({ queryKey: CAMERA_GRANTS_KEY });
      onDone();
    },
  });
  const submit = () => {
    setWasTried(true);
    if (mistakes.unit || mistakes.groups || mistakes.until) return;
    const to = kind === 'role' ? { kind, role } : { kind, unit: unit.trim() };
    add.mutate({ to, cameraGroups, actions, exportsNeedApproval: exports && needsApproval, untilMs });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      aria-label={t('cameraRights.addTitle')}
      noValidate
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('cameraRights.to')}
          value={kind}
          onChange={(value) => setKind(value === 'role' ? 'role' : 'unit')}
          data={[
            { value: 'unit', label: t('cameraRights.toUnit') },
            { value: 'role', label: t('cameraRights.toRole') },
          ]}
        />
        {kind === 'role' ? (
          <Select
            label={t('cameraRights.toRole')}
            allowDeselect={false}
            data={Role.options.map((value) => ({ value, label: t(`role.${value}`) }))}
            value={role}
            onChange={(value) => setRole(Role.parse(value))}
          />
        ) : (
          <Autocomplete
            label={t('cameraRights.unit')}
            description={t('cameraRights.unitHint')}
            data-autofocus
            size="sm"
            maxLength={60}
            data={units}
            value={unit}
            onChange={setUnit}
            error={wasTried && mistakes.unit && t('cameraRights.need.unit')}
          />
        )}
        <fieldset className={classes.field}>
          <legend>{t('cameraRights.groups')}</legend>
          <GroupsField label={t('cameraRights.groups')} groups={cameraGroups} onChange={setCameraGroups} />
          {wasTried && mistakes.groups && <p role="alert">{t('cameraRights.need.groups')}</p>}
        </fieldset>
        <fieldset className={classes.field}>
          <legend>{t('cameraRights.actions')}</legend>
          <div className={classes.choices}>
            {CameraAction.options.map((action) => (
              <Checkbox
                key={action}
                size="sm"
                label={t(`rights.${action}`)}
                checked={actions.includes(action)}
                onChange={() => setActions(toggled(actions, action))}
              />
            ))}
          </div>
        </fieldset>
        {exports && (
          <Checkbox
            size="sm"
            label={t('cameraRights.needsApproval')}
            description={t('cameraRights.needsApprovalHint')}
            checked={needsApproval}
            onChange={(event) => setNeedsApproval(event.currentTarget.checked)}
          />
        )}
        <TextInput
          type="datetime-local"
          label={t('cameraRights.until')}
          description={t('cameraRights.untilHint')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          error={mistakes.until && t('cameraRights.need.until')}
        />
        {add.error && <FailureNotice failure={failureOf(add.error)} />}
        <DialogButtons onCancel={onDone} label={t('cameraRights.add')} isBusy={add.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
