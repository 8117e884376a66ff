/** A receipt that was written down is looked up here. */
import { type FormEvent, useState } from 'react';
import classes from './Citizen.module.css';
import type { CitizenWords } from './citizen-words.ts';

export function ReceiptForm({ words, onLookUp }: { words: CitizenWords; onLookUp: (receipt: string) => void }) {
  const [typed, setTyped] = useState('');
  const lookUp = (event: FormEvent) => {
    event.preventDefault();
    const receipt = typed.replaceAll(/\s/g, '').toUpperCase();
    if (receipt !== '') onLookUp(receipt);
  };
  return (
    <form className={classes.lookUp} onSubmit={lookUp}>
      <label className={classes.field}>
        <span>{words.lookUp}</span>
        <input
          autoCapitalize="characters"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{words.lookUpAct}</button>
    </form>
  );
}
