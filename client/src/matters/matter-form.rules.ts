/** From what was typed about a matter to what the server is asked, and back. Pure. */
import {
  type AddMatter,
  type ChangeMatter,
  DEFAULT_STAGE_LIMITS,
  type FormField,
  type Matter,
  type MatterStandard,
  Stage,
  smallClassOf,
} from '../../../config/contract/matter.ts';
import { FALLBACK_LIMIT, parseTimeLimit, timeLimitText } from '../../../config/contract/time-limit.ts';

/** `keptText`: as it was stored. It need not be readable, as long as nobody touches it. */
export type StandardForm = MatterStandard & { keptText: string | null };
export type FieldForm = FormField;
export type MatterForm = Omit<
  AddMatter,
  'code' | 'standards' | 'limits' | 'leadUnitName' | 'supervisingUnitName' | 'fields'
> & {
  smallClass: string;
  leadUnitName: string;
  supervisingUnitName: string;
  standards: StandardForm[];
  /** In words, as they are typed. */
  limits: Record<Stage, string>;
  fields: FieldForm[];
};
export type MatterMistake =
  | 'needed'
  | 'classWrong'
  | 'smallClassWrong'
  | 'limitUnread'
  | 'choicesNeeded'
  | 'labelTwice';

export const EMPTY_STANDARD: StandardForm = {
  filingCondition: '',
  closingCondition: '',
  limitText: '',
  handleLimit: FALLBACK_LIMIT,
  keptText: null,
};

export function formOfMatter(matter: Matter | null): MatterForm {
  const limits = matter?.limits ?? DEFAULT_STAGE_LIMITS;
  return {
    kind: matter?.kind ?? 'event',
    bigClass: matter?.bigClass ?? '',
    bigClassName: matter?.bigClassName ?? '',
    smallClass: matter ? smallClassOf(matter) : '',
    name: matter?.name ?? '',
    task: matter?.task ?? 'hazard',
    level: matter?.level ?? 'general',
    standards: (matter?.standards ?? []).map((each) => ({ ...each, keptText: each.limitText })),
    leadUnitName: matter?.leadUnitName ?? '',
    supervisingUnitName: matter?.supervisingUnitName ?? '',
    assistUnitNames: matter?.assistUnitNames ?? [],
    limits: {
      accept: timeLimitText(limits.accept),
      dispatch: timeLimitText(limits.dispatch),
      sign: timeLimitText(limits.sign),
      handle: timeLimitText(limits.handle),
      check: timeLimitText(limits.check),
    },
    fields: matter?.fields ?? [],
    inGrid: matter?.inGrid ?? true,
    disabled: matter?.disabled ?? false,
  };
}

/** By the place in the form: `name`, `limits.sign`, `standards.0.limitText`. */
export function mistakesIn(form: MatterForm): Record<string, MatterMistake> {
  const found: Record<string, MatterMistake> = {};
  if (form.name.trim() === '') found.name = 'needed';
  if (form.bigClassName.trim() === '') found.bigClassName = 'needed';
  if (!/^[0-9A-Z]{2}$/.test(form.bigClass.trim())) found.bigClass = 'classWrong';
  if (!/^[0-9A-Z]{1,8}$/.test(form.smallClass.trim())) found.smallClass = 'smallClassWrong';
  for (const stage of Stage.options) {
    if (!parseTimeLimit(form.limits[stage])) found[`limits.${stage}`] = 'limitUnread';
  }
  for (const [index, { limitText, keptText }] of form.standards.entries()) {
    if (limitText !== keptText && !parseTimeLimit(limitText)) found[`standards.${index}.limitText`] = 'limitUnread';
  }
  for (const [index, { label, kind, choices }] of form.fields.entries()) {
    const isTwice = form.fields.findIndex((each) => each.label.trim() === label.trim()) < index;
    if (label.trim() === '') found[`fields.${index}.label`] = 'needed';
    else if (isTwice) found[`fields.${index}.label`] = 'labelTwice';
    if (kind === 'choice' && choices.length === 0) found[`fields.${index}.choices`] = 'choicesNeeded';
  }
  return found;
}

/** Only of a form without mistakes. */
export function toMatter(form: MatterForm): AddMatter {
  const { smallClass, limits, standards, fields, ...rest } = form;
  const limit = (stage: Stage) => parseTimeLimit(limits[stage]) ?? DEFAULT_STAGE_LIMITS[stage];
  return {
    ...rest,
    code: `${form.bigClass.trim()}${smallClass.trim()}`,
    bigClass: form.bigClass.trim(),
    bigClassName: form.bigClassName.trim(),
    name: form.name.trim(),
    leadUnitName: form.leadUnitName.trim(),
    supervisingUnitName: form.supervisingUnitName.trim(),
    standards: standards.map(({ keptText, ...standard }) => ({
      ...standard,
      handleLimit:
        standard.limitText === keptText
          ? standard.handleLimit
          : (parseTimeLimit(standard.limitText) ?? standard.handleLimit),
    })),
    limits: {
      accept: limit('accept'),
      dispatch: limit('dispatch'),
      sign: limit('sign'),
      handle: limit('handle'),
      check: limit('check'),
    },
    fields: fields.map((field) => ({ ...field, label: field.label.trim() })),
  };
}

export function newField(fields: readonly FieldForm[]): FieldForm {
  const taken = new Set(fields.map(({ key }) => key));
  let nth = fields.length + 1;
  while (taken.has(`f${nth}`)) nth += 1;
  return { key: `f${nth}`, label: '', kind: 'text', required: false, choices: [] };
}

/** What may differ between two versions. */
export const MATTER_PARTS = [
  'name',
  'bigClassName',
  'task',
  'level',
  'leadUnitName',
  'supervisingUnitName',
  'assistUnitNames',
  'standards',
  'limits',
  'fields',
  'inGrid',
  'disabled',
] as const satisfies (keyof Omit<ChangeMatter, 'version'>)[];
export type ChangeablePart = (typeof MATTER_PARTS)[number];
type Parts = Pick<Matter, ChangeablePart>;

export function changedParts(before: Parts, after: Parts): ChangeablePart[] {
  return MATTER_PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

/** Only what differs, so that what somebody else changed beside it stays. */
export function changesOf(base: Matter, form: MatterForm): Omit<ChangeMatter, 'version'> {
  const after = toMatter(form);
  return Object.fromEntries(changedParts(base, after).map((part) => [part, after[part]]));
}

/** What was typed, on top of a newer version: theirs where nothing was typed. */
export function rebased(base: Matter, form: MatterForm, latest: Matter): MatterForm {
  const typed = changedInForm(formOfMatter(base), form);
  return { ...formOfMatter(latest), ...Object.fromEntries(typed.map((part) => [part, form[part]])) };
}

/** Parts in which the form differs from what it began with, readable or not. */
export function changedInForm(before: MatterForm, form: MatterForm): ChangeablePart[] {
  return MATTER_PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(form[part]));
}
