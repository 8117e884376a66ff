/** The plan an incident is handled by: offered where one fits, and its items ticked by whoever sees to them. */
import { Button, Checkbox, Group, Popover, Progress, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { type IncidentAct, mayAct } from '../../../config/contract/incident-act.ts';
import { type Checklist, type ChecklistItem, planFits } from '../../../config/contract/plan.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { usePlans } from '../plans/plans.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { doneCount, itemLook } from './checklist.rules.ts';
import classes from './IncidentChecklist.module.css';

/** `isLarge`: for a thumb. */
export function IncidentChecklist({ incident, isLarge = false }: { incident: Incident; isLarge?: boolean }) {
  const { checklist } = incident;
  return checklist ? (
    <List incident={incident} checklist={checklist} isLarge={isLarge} />
  ) : (
    <OfferedPlans incident={incident} />
  );
}

function useAct(incident: Incident) {
  return useMutation({
    mutationFn: (body: IncidentAct) =>
      api('POST /api/incidents/:incidentId/acts', { params: { incidentId: incident.id }, body }),
    onError: sayFailure,
  });
}

function OfferedPlans({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const act = useAct(incident);
  const plans = usePlans().data ?? [];
  if (!mayAct(person, 'takeUpPlan', incident)) return null;
  const fitting = plans.filter((plan) => planFits(plan, incident));
  if (fitting.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t('plans.offered')}>
      <h3>{t('plans.offered')}</h3>
      <ul>
        {fitting.map(({ id, name, steps }) => (
          <li key={id}>
            <span>{name}</span>
            <span className={classes.quiet}>{t('plans.stepCount', { count: steps.length })}</span>
            <AskFirst
              question={t('plans.takeUpQuestion', { name, count: steps.length })}
              act={t('plans.takeUp')}
              isBusy={act.isPending}
              onAct={() => act.mutate({ act: 'takeUpPlan', planId: id, note: '' })}
            >
              {(ask) => (
                <Button variant="default" size="compact-xs" {...ask}>
                  {t('plans.takeUp')}
                </Button>
              )}
            </AskFirst>
          </li>
        ))}
      </ul>
    </section>
  );
}

type ListProps = { incident: Incident; checklist: Checklist; isLarge: boolean };

function List({ incident, checklist, isLarge }: ListProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const done = doneCount(checklist);
  const count = checklist.items.length;
  return (
    <section className={classes.list} aria-label={checklist.name}>
      <h3>
        {checklist.name}
        <b className={classes.progress}>{t('plans.progress', { done, count })}</b>
      </h3>
      <Progress size="xs" value={(100 * done) / count} aria-label={t('plans.progress', { done, count })} />
      <p className={classes.quiet}>
        {t('plans.takenUp', {
          by: checklist.takenUpBy.name,
          at: time.dateTime(checklist.takenUpAtMs),
          version: checklist.version,
        })}
      </p>
      <ul>
        {checklist.items.map((item) => (
          <Item key={item.id} incident={incident} item={item} isLarge={isLarge} />
        ))}
      </ul>
    </section>
  );
}

function Item({ incident, item, isLarge }: { incident: Incident; item: ChecklistItem; isLarge: boolean }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(10_000);
  const { person } = useSession();
  const canAct = useCanAct();
  const act = useAct(incident);
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const { id: itemId, text, unitName, dueAtMs, done } = item;
  const look = itemLook(item, nowMs, hasEnded(incident));
  const maySay = mayAct(person, done ? 'untick' : 'tick', incident);
  return (
    <li data-look={look}>
      <Popover
        opened={isAsking}
        onChange={setAsking}
        position="bottom-start"
        width={320}
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Checkbox
            size={isLarge ? 'xl' : 'sm'}
            aria-label={t(done ? 'plans.untick' : 'plans.tick', { text })}
            checked={done !== null}
            disabled={!maySay || !canAct || act.isPending}
            onChange={() => (done ? act.mutate({ act: 'untick', itemId, note: '' }) : setAsking(true))}
          />
        </Popover.Target>
        <Popover.Dropdown>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              setAsking(false);
              setNote('');
              act.mutate({ act: 'tick', itemId, note: note.trim() });
            }}
          >
            <Textarea
              label={t('plans.note')}
              autosize
              maxRows={4}
              maxLength={1_000}
              value={note}
              onChange={({ currentTarget: { value } }) => setNote(value)}
            />
            <Group justify="flex-end" mt="xs">
              <Button type="submit" size="compact-sm" data-autofocus>
                {t('plans.confirm')}
              </Button>
            </Group>
          </form>
        </Popover.Dropdown>
      </Popover>
      <span className={classes.text}>
        {text}
        {unitName && <span className={classes.quiet}>{unitName}</span>}
        {done?.note && <span className={classes.words}>{done.note}</span>}
      </span>
      <span className={classes.when}>
        {done && t('plans.doneBy', { by: done.by.name, at: time.dateTime(done.atMs) })}
        {look === 'over' && dueAtMs !== null && t('plans.overdue', { duration: time.duration(nowMs - dueAtMs) })}
        {look === 'open' && dueAtMs !== null && t('plans.due', { at: time.dateTime(dueAtMs) })}
      </span>
    </li>
  );
}
