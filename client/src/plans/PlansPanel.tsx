/** The plans of the centre: for what each is, and its steps. */
import { Badge, Button, Group } from '@mantine/core';
import { IconListCheck, IconPencil, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../config/contract/plan.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useMatters } from '../matters/matters.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { PlanEditor } from './PlanEditor.tsx';
import classes from './Plans.module.css';
import { readPlansAnew, usePlans } from './plans.ts';

export function PlansPanel({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('plan.configure');
  const { data, error, isPending, refetch } = usePlans();
  /** The plan that is edited; `new` for one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <Page
      title={t('matters.title')}
      note={
        <>
          {tabs} {data && t('plans.count', { count: data.length })}
        </>
      }
      actions={
        mayConfigure && (
          <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setEditing('new')}>
            {t('plans.add')}
          </Button>
        )
      }
    >
      {isPending && <Loading />}
      {error && !data && <Failed thrown={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Empty icon={IconListCheck} title={t('plans.empty')} hint={t('plans.emptyHint')} />}
      <div className={classes.cards}>
        {data?.map((plan) => (
          <PlanCard key={plan.id} plan={plan} {...(mayConfigure && { onChange: () => setEditing(plan.id) })} />
        ))}
      </div>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        closeOnClickOutside={false}
        title={t(editing === 'new' ? 'plans.add' : 'plans.change')}
        size={900}
      >
        {editing !== null && (
          <PlanEditor latest={data?.find(({ id }) => id === editing) ?? null} onDone={() => setEditing(null)} />
        )}
      </Modal>
    </Page>
  );
}

function PlanCard({ plan, onChange }: { plan: Plan; onChange?: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const matters = useMatters().data ?? [];
  const named = matters.filter(({ id }) => plan.matterIds.includes(id)).map(({ name }) => name);
  return (
    <article className={classes.card} aria-label={plan.name} data-disabled={plan.disabled}>
      <header>
        <h2>{plan.name}</h2>
        {plan.disabled && <Badge color="gray">{t('plans.disabled')}</Badge>}
      </header>
      <p className={classes.quiet}>
        {named.join('、') || t('plans.anyMatter')} ·{' '}
        {plan.levels.map((level) => t(`matters.level.${level}`)).join('、') || t('plans.anyLevel')}
      </p>
      <ol>
        {plan.steps.map(({ text, unitName, minutes }) => (
          <li key={`${text} ${unitName}`}>
            {text}
            <span className={classes.quiet}>
              {[unitName, minutes !== null && `${minutes} ${t('plans.minutes')}`].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
      <footer>
        <span className={classes.quiet}>
          {t('plans.version', {
            version: plan.version,
            when: time.dateTime(plan.changedAtMs),
            by: plan.changedBy.name,
          })}
        </span>
        {onChange && <PlanActions plan={plan} onChange={onChange} />}
      </footer>
    </article>
  );
}

function PlanActions({ plan, onChange }: { plan: Plan; onChange: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { id, name, version, disabled } = plan;
  const end = useMutation({
    mutationFn: () =>
      api('PATCH /api/plans/:planId', { params: { planId: id }, body: { version, disabled: !disabled } }),
    onError: sayFailure,
    onSettled: readPlansAnew,
  });
  return (
    <Group gap="xs">
      {disabled ? (
        <Button variant="default" size="compact-sm" disabled={!canAct} onClick={() => end.mutate()}>
          {t('plans.takeUpAgain')}
        </Button>
      ) : (
        <AskFirst
          question={t('plans.endQuestion', { name })}
          keep={t('plans.endKeep')}
          act={t('plans.end')}
          isBusy={end.isPending}
          onAct={() => end.mutate()}
        >
          {(ask) => (
            <Button variant="default" size="compact-sm" {...ask}>
              {t('plans.end')}
            </Button>
          )}
        </AskFirst>
      )}
      <Button
        size="compact-sm"
        leftSection={<IconPencil size={14} aria-hidden />}
        disabled={!canAct}
        onClick={onChange}
      >
        {t('plans.change')}
      </Button>
    </Group>
  );
}
