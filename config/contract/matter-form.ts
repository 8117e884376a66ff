/** What a matter's form asks, and whether what was filled in answers it. Read by the server, the desk and the phone. */
import type { FormField, FormFieldKind } from './matter.ts';

export type FormValues = Record<string, string>;
/** `missing`, or what it should be: a number, one of the choices, a day, yes or no. */
export type FormProblem = { field: FormField; problem: 'missing' | Exclude<FormFieldKind, 'text'> };

const FITS: Record<FormFieldKind, (value: string, field: FormField) => boolean> = {
  text: () => true,
  number: (value) => /^-?\d{1,12}(\.\d{1,6})?$/.test(value),
  choice: (value, { choices }) => choices.includes(value),
  date: (value) => isDay(value),
  yesNo: (value) => value === 'yes' || value === 'no',
};

/** In the order of the form. Where it need not be complete yet, nothing is missing. */
export function formProblems(fields: readonly FormField[], form: FormValues, isComplete = true): FormProblem[] {
  return fields.flatMap((field): FormProblem[] => {
    const value = (form[field.key] ?? '').trim();
    if (value === '') return field.required && isComplete ? [{ field, problem: 'missing' }] : [];
    if (field.kind === 'text' || FITS[field.kind](value, field)) return [];
    return [{ field, problem: field.kind }];
  });
}

/** One that the calendar has: `2026-02-30` is none. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
