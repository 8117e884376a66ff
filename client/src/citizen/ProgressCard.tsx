/** How far a report is, by its receipt. */
import { useCallback, useEffect, useState } from 'react';
import type { CitizenProgress } from '../../../config/contract/citizen.ts';
import classes from './Citizen.module.css';
import { readProgress, type Told } from './citizen-api.ts';
import type { CitizenWords } from './citizen-words.ts';

const STEPS = ['received', 'handling', 'done'] as const;

type ProgressCardProps = { receipt: string; isNew: boolean; words: CitizenWords; onAgain: () => void };

export function ProgressCard({ receipt, isNew, words, onAgain }: ProgressCardProps) {
  const [told, setTold] = useState<Told<CitizenProgress> | null>(null);
  const read = useCallback(() => {
    setTold(null);
    void readProgress(receipt).then(setTold);
  }, [receipt]);
  useEffect(read, [read]);
  return (
    <section className={classes.card}>
      {isNew && <h2 role="status">{words.sent}</h2>}
      <p className={classes.receipt}>
        <span>{words.receipt}</span>
        <strong>{receipt.replace(/(.{4})(?=.)/g, '$1 ')}</strong>
        <small>{words.receiptHint}</small>
      </p>
      {told === null && <p role="status">{words.loading}</p>}
      {told && !told.ok && (
        <p role="alert" className={classes.refusal}>
          {told.refusal.code === 'RECEIPT_NOT_FOUND' ? words.unknownReceipt : words.away}
        </p>
      )}
      {told?.ok && <Steps progress={told.value} words={words} />}
      <div className={classes.buttons}>
        <button type="button" onClick={read}>
          {words.refresh}
        </button>
        <button type="button" onClick={onAgain}>
          {words.again}
        </button>
      </div>
    </section>
  );
}

function Steps({ progress, words }: { progress: CitizenProgress; words: CitizenWords }) {
  const { state, reportedAtMs } = progress;
  const steps = state === 'declined' ? (['received', 'declined'] as const) : STEPS;
  const reached = (steps as readonly string[]).indexOf(state);
  return (
    <>
      <ol className={classes.steps}>
        {steps.map((step, nth) => (
          <li key={step} data-reached={nth <= reached} aria-current={step === state ? 'step' : undefined}>
            {words.progress[step]}
          </li>
        ))}
      </ol>
      <p className={classes.small}>
        {words.reportedAt} {new Date(reportedAtMs).toLocaleString(words.language)}
      </p>
    </>
  );
}
