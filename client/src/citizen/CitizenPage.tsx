/** The page behind a sign's QR code: tell what is there, get a receipt, see how far it is. */
import { useCallback, useEffect, useState } from 'react';
import type { SignedPlace } from '../../../config/contract/citizen.ts';
import classes from './Citizen.module.css';
import { readSign, type Told } from './citizen-api.ts';
import type { CitizenWords } from './citizen-words.ts';
import { ProgressCard } from './ProgressCard.tsx';
import { ReceiptForm } from './ReceiptForm.tsx';
import { ReportForm } from './ReportForm.tsx';

const RECEIPT = 'receipt';

export function CitizenPage({ code, words }: { code: string; words: CitizenWords }) {
  const [sign, setSign] = useState<Told<SignedPlace> | null>(null);
  const [receipt, setReceipt] = useState(() => new URLSearchParams(location.search).get(RECEIPT) ?? '');
  const [isNew, setNew] = useState(false);
  const read = useCallback(() => {
    setSign(null);
    void readSign(code).then(setSign);
  }, [code]);
  useEffect(read, [read]);
  const show = (next: string, isJustSent: boolean) => {
    // The address keeps it, so that the page can be opened again.
    history.replaceState(null, '', next === '' ? location.pathname : `${location.pathname}?${RECEIPT}=${next}`);
    setReceipt(next);
    setNew(isJustSent);
  };

  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <img src="/lianqin.svg" alt="" width={36} height={36} />
        <div>
          <h1>{words.title}</h1>
          {sign?.ok && <p>{sign.value.site}</p>}
        </div>
      </header>
      <p className={classes.emergency}>{words.emergency}</p>
      {receipt !== '' ? (
        <ProgressCard receipt={receipt} isNew={isNew} words={words} onAgain={() => show('', false)} />
      ) : (
        <>
          {sign === null && <p role="status">{words.loading}</p>}
          {sign && !sign.ok && <NoSign isAway={sign.refusal.code === 'AWAY'} words={words} onRetry={read} />}
          {sign?.ok && (
            <>
              <p className={classes.place}>
                <span>{words.place}</span>
                <strong>{sign.value.name}</strong>
              </p>
              <ReportForm code={code} words={words} onSent={(sent) => show(sent, true)} />
            </>
          )}
          <ReceiptForm words={words} onLookUp={(typed) => show(typed, false)} />
        </>
      )}
    </main>
  );
}

function NoSign({ isAway, words, onRetry }: { isAway: boolean; words: CitizenWords; onRetry: () => void }) {
  return (
    <section className={classes.card} role="alert">
      <h2>{isAway ? words.away : words.unknownSign}</h2>
      <p>{isAway ? words.awayHint : words.unknownSignHint}</p>
      {isAway && (
        <button type="button" className={classes.main} onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </section>
  );
}
