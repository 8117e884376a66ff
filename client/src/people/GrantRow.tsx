/** One grant, edited where it stands. Nothing counts until it is saved: a slip of the mouse takes nobody's picture away. */
import { ActionIcon, Button, Checkbox, Table, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconClockOff, IconShield, IconUsersGroup } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CameraGrant, type ChangeCameraGrant, isFor } from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';
import { CameraAction } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { localOf, momentOf } from '../time/local-moment.ts';
import { useNowMs } from '../time/use-now.ts';
import classes from './CameraRights.module.css';
import { changesOf, type GrantDraft, isOver, nameOf, toggled } from './camera-grant.rules.ts';
import { GrantGroups } from './GrantGroups.tsx';
import { granteeText } from './grantee-text.ts';
import { CAMERA_GRANTS_KEY } from './people-key.ts';
import { RemoveGrant } from './RemoveGrant.tsx';

type GrantRowProps = { grant: CameraGrant; people: readonly Person[] };

export function GrantRow({ grant, people }: GrantRowProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const { timeZone } = useSiteProfile();
  const nowMs = useNowMs();
  const [changed, setChanged] = useState<Partial<GrantDraft>>({});
  const draft: GrantDraft = { ...grant, ...changed };
  const changes = changesOf(grant, draft);
  const change = (part: Partial<GrantDraft>) => setChanged((before) => ({ ...before, ...part }));
  const name = granteeText(t, nameOf(grant.to));
  const concerned = people.filter((person) => !person.disabled && isFor(grant, person));
  const isPast = changes?.untilMs != null && changes.untilMs <= nowMs;

  const save = useMutation({
    mutationFn: (body: ChangeCameraGrant) =>
      api('PATCH /api/camera-grants/:grantId', { params: { grantId: grant.id }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: CAMERA_GRANTS_KEY });
      setChanged({});
      notifications.show({ message: t('cameraRights.saved', { to: name }) });
    },
    onError: sayFailure,
  });
  const Mark = grant.to.kind === 'role' ? IconShield : IconUsersGroup;

  return (
    <Table.Tr data-grant={grant.id} data-over={isOver(grant, nowMs)} data-changed={changes !== null}>
      <Table.Td className={classes.to}>
        <Mark size={15} stroke={1.6} aria-hidden />
        <span>{name}</span>
        <em>{t('people.count', { count: concerned.length })}</em>
      </Table.Td>
      <Table.Td>
        <GrantGroups
          label={t('cameraRights.groupsOf', { to: name })}
          groups={draft.cameraGroups}
          onChange={(cameraGroups) => change({ cameraGroups })}
        />
      </Table.Td>
      {CameraAction.options.map((action) => (
        <Table.Td key={action} className={classes.action} data-differs={differs(grant, draft, action)}>
          <Checkbox
            size="sm"
            aria-label={t('cameraRights.mayOf', { to: name, action: t(`rights.${action}`) })}
            checked={draft.actions.includes(action)}
            onChange={() => change({ actions: toggled(draft.actions, action) })}
          />
        </Table.Td>
      ))}
      <Table.Td
        className={classes.action}
        data-differs={draft.exportsNeedApproval !== grant.exportsNeedApproval}
        title={t('cameraRights.needsApprovalHint')}
      >
        <Checkbox
          size="sm"
          aria-label={t('cameraRights.mayOf', { to: name, action: t('cameraRights.needsApproval') })}
          disabled={!draft.actions.includes('recording.export')}
          checked={draft.exportsNeedApproval}
          onChange={(event) => change({ exportsNeedApproval: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td className={classes.until}>
        <TextInput
          type="datetime-local"
          size="xs"
          step={60}
          aria-label={t('cameraRights.untilOf', { to: name })}
          error={isPast && t('cameraRights.need.until')}
          value={draft.untilMs === null ? '' : localOf(draft.untilMs, timeZone).slice(0, 16)}
          onChange={(event) => change({ untilMs: momentOf(event.currentTarget.value, timeZone) ?? null })}
        />
        {draft.untilMs === null && <span>{t('cameraRights.forever')}</span>}
        {isOver(draft, nowMs) && (
          <span>
            <IconClockOff size={14} aria-hidden /> {t('cameraRights.ended')}
          </span>
        )}
      </Table.Td>
      <Table.Td className={classes.edit}>
        {changes ? (
          <span className={classes.buttons}>
            <ActionIcon
              onClick={() => setChanged({})}
              aria-label={t('cameraRights.undo')}
              title={t('cameraRights.undo')}
            >
              <IconArrowBackUp size={16} />
            </ActionIcon>
            <Button
              size="compact-xs"
              loading={save.isPending}
              disabled={!canAct || isPast}
              onClick={() => save.mutate(changes)}
            >
              {t('cameraRights.save')}
            </Button>
          </span>
        ) : (
          <RemoveGrant grant={grant} name={name} concerned={concerned.length} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function differs(grant: CameraGrant, draft: GrantDraft, action: CameraAction): boolean {
  return grant.actions.includes(action) !== draft.actions.includes(action);
}
