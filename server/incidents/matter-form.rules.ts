/** Refuses a form that does not answer what its matter asks, and tells what was newly filled in. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { FilledField } from '../../config/contract/incident.ts';
import type { Matter } from '../../config/contract/matter.ts';
import { type FormValues, formProblems } from '../../config/contract/matter-form.ts';

type Asking = Pick<Matter, 'name' | 'fields'>;

/** Errors: MATTER_FIELD_MISSING, MATTER_FIELD_WRONG; the first in the form's order. */
export function requireForm({ name, fields }: Asking, form: FormValues, isComplete = true): void {
  const [first] = formProblems(fields, form, isComplete);
  if (!first) return;
  const { field, problem } = first;
  if (problem === 'missing') throw new AppError('MATTER_FIELD_MISSING', { label: field.label, matter: name });
  throw new AppError('MATTER_FIELD_WRONG', { label: field.label, kind: problem, value: form[field.key] ?? '' });
}

/** What one row of the log has that the row before had not, in the form's order. */
export function newlyFilled({ fields }: Pick<Matter, 'fields'>, before: FormValues, after: FormValues): FilledField[] {
  return fields.flatMap(({ key, label, kind }) => {
    const value = after[key] ?? '';
    return value === '' || value === before[key] ? [] : [{ label, kind, value }];
  });
}
