/** What happened, in the citizen's words. What was written stays until it has arrived. */
import { type FormEvent, useState } from 'react';
import type { CitizenMatter } from '../../../config/contract/citizen.ts';
import { CITIZEN_MATTERS, CITIZEN_PHONE, CITIZEN_TEXT } from '../../../config/contract/citizen-plain.ts';
import classes from './Citizen.module.css';
import { type Refusal, sendReport } from './citizen-api.ts';
import type { CitizenWords } from './citizen-words.ts';

type Draft = { reportId: string; matter: CitizenMatter | null; text: string; phone: string };
type ReportFormProps = { code: string; words: CitizenWords; onSent: (receipt: string) => void };

export function ReportForm({ code, words, onSent }: ReportFormProps) {
  const [draft, setDraft] = useState<Draft>(() => keptDraft(code));
  const [website, setWebsite] = useState('');
  const [isSending, setSending] = useState(false);
  const [wrong, setWrong] = useState<Partial<Record<'matter' | 'text' | 'phone', string>>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(code, next);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { reportId, matter, text, phone } = draft;
    const found = {
      ...(matter === null && { matter: words.chooseMatter }),
      ...(text.trim().length < CITIZEN_TEXT.least && { text: words.tooShort }),
      ...(!CITIZEN_PHONE.test(phone) && { phone: words.wrongPhone }),
    };
    setWrong(found);
    setRefusal(null);
    if (matter === null || Object.keys(found).length > 0) return;
    setSending(true);
    const told = await sendReport(code, { reportId, matter, text, phone, website });
    setSending(false);
    if (!told.ok) return setRefusal(told.refusal);
    sessionStorage.removeItem(keyOf(code));
    onSent(told.value.receipt);
  };

  return (
    <form className={classes.card} onSubmit={(event) => void send(event)} noValidate>
      <fieldset className={classes.matters}>
        <legend>{words.matter}</legend>
        {CITIZEN_MATTERS.map((matter) => (
          <label key={matter} data-chosen={draft.matter === matter}>
            <input type="radio" name="matter" checked={draft.matter === matter} onChange={() => change({ matter })} />
            {words.matters[matter]}
          </label>
        ))}
        {wrong.matter && <p role="alert">{wrong.matter}</p>}
      </fieldset>
      <label className={classes.field}>
        <span>{words.text}</span>
        <textarea
          rows={5}
          maxLength={CITIZEN_TEXT.most}
          placeholder={words.textHint}
          value={draft.text}
          aria-invalid={wrong.text !== undefined}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        {wrong.text && <em role="alert">{wrong.text}</em>}
      </label>
      <label className={classes.field}>
        <span>{words.phone}</span>
        <input
          type="tel"
          autoComplete="tel"
          placeholder={words.phoneHint}
          value={draft.phone}
          aria-invalid={wrong.phone !== undefined}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
        {wrong.phone && <em role="alert">{wrong.phone}</em>}
      </label>
      <label className={classes.unseen} aria-hidden>
        website
        <input
          tabIndex={-1}
          autoComplete="off"
          value={website}
          onChange={(event) => setWebsite(event.currentTarget.value)}
        />
      </label>
      {refusal && (
        <p role="alert" className={classes.refusal}>
          {wordsOf(refusal, words)}
        </p>
      )}
      <button type="submit" className={classes.main} disabled={isSending}>
        {isSending ? words.sending : words.send}
      </button>
      <p className={classes.small}>{words.privacy}</p>
    </form>
  );
}

function wordsOf({ code, minutes }: Refusal, words: CitizenWords): string {
  if (code === 'AWAY') return `${words.away}。${words.awayHint}`;
  if (code === 'TOO_MANY_REPORTS') return words.tooMany(minutes);
  if (code === 'REPORT_POINT_NOT_FOUND') return `${words.unknownSign}。${words.unknownSignHint}`;
  return words.failed;
}

function keyOf(code: string): string {
  return `report ${code}`;
}

function keptDraft(code: string): Draft {
  const fresh: Draft = { reportId: newId(), matter: null, text: '', phone: '' };
  try {
    return { ...fresh, ...JSON.parse(sessionStorage.getItem(keyOf(code)) ?? '{}') };
  } catch {
    return fresh;
  }
}

function keepDraft(code: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(code), JSON.stringify(draft));
  } catch {
    // A phone without room goes on without it.
  }
}

/** `crypto.randomUUID` is for secure pages only; a sign in a yard may lead to a plain one. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
