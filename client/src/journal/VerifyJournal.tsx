/** Has the record verified, shows how far it is, and says in words what came out. */
import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconRosetteDiscountCheck, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalVerdict, JournalVerification } from '../../../config/contract/audit.ts';
import { api } from '../api/api.ts';
import { Modal } from '../kit/Modal.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './JournalPage.module.css';

const KEY = ['journalVerification'] as const;
const LOOK_EVERY_MS = 400;

export function VerifyJournal() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconShieldCheck size={16} />} onClick={() => setOpen(true)}>
        {t('audit.verify')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('audit.verifyTitle')} size={560}>
        {isOpen && <Verification />}
      </Modal>
    </>
  );
}

function Verification() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const verification = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api('GET /api/journal/verification', { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'working' ? LOOK_EVERY_MS : false),
    staleTime: 0,
  });
  const start = useMutation({
    mutationFn: () => api('POST /api/journal/verification'),
    onSuccess: (begun) => queries.setQueryData(KEY, begun),
    onError: sayFailure,
  });
  const now = verification.data;
  return (
    <div className={classes.verification}>
      <p>{t('audit.verifyHint')}</p>
      {now && <Outcome now={now} />}
      <Button
        loading={start.isPending || now?.state === 'working'}
        disabled={!canAct || !now}
        onClick={() => start.mutate()}
      >
        {t(now?.state === 'never' ? 'audit.verifyStart' : 'audit.verifyAgain')}
      </Button>
    </div>
  );
}

function Outcome({ now }: { now: JournalVerification }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { state, checkedCount, totalCount, endedAtMs, verdict } = now;
  if (state === 'never') return <p>{t('audit.verifyNever')}</p>;
  if (state === 'failed') return <p role="alert">{t('audit.verifyFailed')}</p>;
  if (state === 'working') {
    return (
      <div role="status">
        <p>{t('audit.verifyWorking', { checked: checkedCount, total: totalCount })}</p>
        <Progress value={totalCount === 0 ? 0 : (100 * checkedCount) / totalCount} />
      </div>
    );
  }
  return (
    <div>
      {verdict && <Verdict verdict={verdict} />}
      {endedAtMs !== null && <small>{t('audit.verifyAt', { when: time.dateTime(endedAtMs) })}</small>}
    </div>
  );
}

function Verdict({ verdict }: { verdict: JournalVerdict }) {
  const { t } = useTranslation();
  const time = useTimeText();
  if (!verdict.intact) {
    return (
      <div className={classes.verdict} data-intact={false} role="alert">
        <IconAlertTriangle size={22} aria-hidden />
        <div>
          <strong>{t(`audit.flaw.${verdict.flaw}`, { seq: verdict.firstBadSeq })}</strong>
          <p>{t('audit.flawAdvice')}</p>
        </div>
      </div>
    );
  }
  const { count, headCount, signedUpToSeq, signedAtMs } = verdict;
  return (
    <div className={classes.verdict} data-intact={true} role="status">
      <IconRosetteDiscountCheck size={22} aria-hidden />
      <div>
        <strong>{t('audit.intact', { count })}</strong>
        <p>{t('audit.intactSigned', { heads: headCount, when: time.dateTime(signedAtMs), seq: signedUpToSeq })}</p>
      </div>
    </div>
  );
}
