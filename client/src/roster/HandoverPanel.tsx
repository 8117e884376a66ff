/** The hand-over of a shift of the command room: what is open, what is told, and both signatures. */
import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSignature } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoHandover, HandoverView, Signature } from '../../../config/contract/roster.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Overtaken } from '../kit/Overtaken.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Handover.module.css';
import { HandoverOpenLists } from './HandoverOpenLists.tsx';
import { areSameWords, mergedWords, WORDS } from './handover.rules.ts';
import { readRosterAnew, takeHandover, useHandover } from './roster.ts';
import { useShiftText } from './use-shift-text.ts';

export function HandoverPanel({ shiftId, isThisWeek }: { shiftId: string | undefined; isThisWeek: boolean }) {
  const { t } = useTranslation();
  return (
    <aside className={classes.panel} aria-label={t('roster.handover')}>
      {shiftId === undefined ? (
        <Empty icon={IconSignature} title={t(isThisWeek ? 'roster.noShiftNow' : 'roster.chooseShift')} />
      ) : (
        <OfShift shiftId={shiftId} />
      )}
    </aside>
  );
}

function OfShift({ shiftId }: { shiftId: string }) {
  const { data, error, refetch } = useHandover(shiftId);
  if (data) return <Handover view={data} />;
  return error ? <Failed thrown={error} onRetry={() => void refetch()} /> : <Loading />;
}

function Handover({ view }: { view: HandoverView }) {
  const { t } = useTranslation();
  const { shift, next, state, acts } = view;
  const shiftText = useShiftText();
  const time = useTimeText();
  return (
    <>
      <header className={classes.head}>
        <h2>{t('roster.handoverOf', { name: `${time.date(shift.fromMs)} ${shiftText(shift)}` })}</h2>
        <em data-state={state}>{t(`roster.state.${state}`)}</em>
        <p>
          {[shift.leader, ...shift.people].map(({ name }) => name).join('、')}
          {' → '}
          {next ? t('roster.toNext', { name: next.name, leader: next.leader.name }) : t('roster.noNext')}
        </p>
      </header>
      <div className={classes.content}>
        <HandoverOpenLists open={view.open} isLive={view.handedOver === null} />
        {acts.includes('save') ? <Written view={view} /> : <Words view={view} />}
        {acts.includes('takeOver') && <Taking view={view} />}
      </div>
    </>
  );
}

function useHandoverAct(view: HandoverView, onDone?: () => void) {
  return useMutation({
    mutationFn: (body: DoHandover) =>
      api('POST /api/roster/shifts/:shiftId/handover', { params: { shiftId: view.shift.id }, body }),
    onSuccess: (after) => {
      takeHandover(after);
      onDone?.();
    },
    onSettled: readRosterAnew,
  });
}

/** For whoever leaves. What somebody else of the shift wrote meanwhile is taken over while nothing was typed here. */
function Written({ view }: { view: HandoverView }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const canAct = useCanAct();
  const time = useTimeText();
  const nowMs = useNowMs(5_000);
  const [base, setBase] = useState({ version: view.version, words: view.words });
  const [words, setWords] = useState(view.words);
  const [note, setNote] = useState('');
  const isTouched = !areSameWords(words, base.words);
  const isOvertaken = view.version > base.version;
  if (isOvertaken && !isTouched) {
    setBase({ version: view.version, words: view.words });
    setWords(view.words);
  }
  const doAct = useHandoverAct(view);
  const save = () =>
    doAct.mutate(
      { act: 'save', version: base.version, words },
      {
        onSuccess: (after) => {
          setBase({ version: after.version, words: after.words });
          notifications.show({ message: t('roster.wordsSaved') });
        },
      },
    );
  const maySign = nowMs >= view.signableAtMs;
  return (
    <section className={classes.words} data-unsaved={isTouched || undefined}>
      {isOvertaken && isTouched && (
        <Overtaken
          told={[t('roster.overtaken')]}
          act={t('roster.overtakenGoOn')}
          onGoOn={() => {
            setWords(mergedWords(words, { base: base.words, newest: view.words }));
            setBase({ version: view.version, words: view.words });
            doAct.reset();
          }}
        />
      )}
      {WORDS.map((field) => (
        <Textarea
          key={field}
          label={t(`roster.words.${field}`)}
          maxLength={2_000}
          autosize
          minRows={2}
          maxRows={8}
          value={words[field]}
          onChange={({ currentTarget: { value } }) => setWords((now) => ({ ...now, [field]: value }))}
        />
      ))}
      <SentBack signatures={view.sentBack} />
      {doAct.error && !isOvertaken && <FailureNotice failure={failureOf(doAct.error)} />}
      {!maySign && (
        <p className={classes.quiet}>{t('roster.signableFrom', { when: time.dateTime(view.signableAtMs) })}</p>
      )}
      <Group gap="xs">
        <TextInput
          className={classes.note ?? ''}
          aria-label={t('roster.note')}
          placeholder={t('roster.note')}
          maxLength={500}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        <Button variant="default" loading={doAct.isPending} disabled={!canAct || !isTouched} onClick={save}>
          {t('roster.save')}
        </Button>
        <AskFirst
          question={t('roster.signQuestion', { name: person.name })}
          act={t('roster.handOver')}
          isBusy={doAct.isPending}
          position="top-end"
          onAct={() => doAct.mutate({ act: 'handOver', version: base.version, words, note: note.trim() })}
        >
          {({ disabled, onClick }) => (
            <Button
              leftSection={<IconSignature size={16} aria-hidden />}
              disabled={disabled || !maySign || (isOvertaken && isTouched)}
              onClick={onClick}
            >
              {t('roster.handOver')}
            </Button>
          )}
        </AskFirst>
      </Group>
    </section>
  );
}

/** For everybody else, and once it is signed. */
function Words({ view: { words, sentBack, handedOver, takenOver } }: { view: HandoverView }) {
  const { t } = useTranslation();
  return (
    <section className={classes.words}>
      <dl>
        {WORDS.map((field) => (
          <div key={field}>
            <dt>{t(`roster.words.${field}`)}</dt>
            <dd data-empty={words[field] === ''}>{words[field] || t('roster.nothingWritten')}</dd>
          </div>
        ))}
      </dl>
      <SentBack signatures={sentBack} />
      <Signed signature={handedOver} say="roster.givenBy" />
      <Signed signature={takenOver} say="roster.takenBy" />
    </section>
  );
}

function Signed({ signature, say }: { signature: Signature | null; say: 'roster.givenBy' | 'roster.takenBy' }) {
  const { t } = useTranslation();
  const time = useTimeText();
  if (!signature) return null;
  const { by, atMs, note } = signature;
  return (
    <p className={classes.signed}>
      <IconSignature size={16} aria-hidden />
      {t(say, { name: by.name, when: time.dateTime(atMs) })}
      {note !== '' && <q>{note}</q>}
    </p>
  );
}

function SentBack({ signatures }: { signatures: readonly Signature[] }) {
  const { t } = useTranslation();
  const time = useTimeText();
  return signatures.map(({ by, atMs, note }) => (
    <p key={atMs} className={classes.sentBack} role="status">
      {t('roster.sentBackBy', { name: by.name, when: time.dateTime(atMs), note })}
    </p>
  ));
}

/** For whoever comes. */
function Taking({ view }: { view: HandoverView }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const canAct = useCanAct();
  const [note, setNote] = useState('');
  const doAct = useHandoverAct(view);
  const { version } = view;
  const said = note.trim();
  return (
    <section className={classes.words}>
      <TextInput
        label={t('roster.note')}
        description={t('roster.reason')}
        maxLength={500}
        value={note}
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      {doAct.error && <FailureNotice failure={failureOf(doAct.error)} />}
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          loading={doAct.isPending}
          disabled={!canAct || said === ''}
          onClick={() => doAct.mutate({ act: 'sendBack', version, note: said })}
        >
          {t('roster.sendBack')}
        </Button>
        <AskFirst
          question={t('roster.takeQuestion', { name: person.name })}
          act={t('roster.takeOver')}
          isBusy={doAct.isPending}
          position="top-end"
          onAct={() => doAct.mutate({ act: 'takeOver', version, note: said })}
        >
          {(ask) => (
            <Button leftSection={<IconSignature size={16} aria-hidden />} {...ask}>
              {t('roster.takeOver')}
            </Button>
          )}
        </AskFirst>
      </Group>
    </section>
  );
}
