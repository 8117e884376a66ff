/** From what a person typed to what the server is asked. Pure. */
import type { MatterLevel } from '../../../config/contract/matter.ts';
import type { FormValues } from '../../../config/contract/matter-form.ts';
import type { Grid, Position } from '../../../config/contract/place.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import { gridAt } from '../map/geometry.ts';
import { trimmed } from './act-form.rules.ts';

export const SOURCES = ['operator', 'phone', 'hotline', 'visitor', 'transfer', 'gridMember'] as const;

export type IncidentForm = {
  title: string;
  description: string;
  source: (typeof SOURCES)[number];
  level: MatterLevel;
  informant: string;
  informantPhone: string;
  address: string;
  confidential: boolean;
  drill: boolean;
  position: Position | null;
  gridId: string | null;
  cameraId: string | null;
  matterId: string | null;
  /** Answers to what the matter asks. */
  form: FormValues;
};
export type IncidentMistake = 'needTitle' | 'tooLong' | null;

export const TITLE_MAX = 100;
export const DESCRIPTION_MAX = 2_000;

/** A place brings its base grid with it. */
export function incidentAt(position: Position | null, grids: Iterable<Grid>): IncidentForm {
  const base = [...grids].filter(({ kind }) => kind === 'base');
  const gridId = position ? (gridAt(position, base)?.id ?? null) : null;
  return { ...EMPTY, position, gridId };
}

const EMPTY: IncidentForm = {
  ...{ title: '', description: '', source: 'operator', level: 'general', informant: '', informantPhone: '' },
  ...{ address: '', confidential: false, drill: false, position: null, gridId: null, cameraId: null },
  ...{ matterId: null, form: {} },
};

/** Somebody else told of it: by telephone, at the desk, from another office. */
export function hasInformant({ source }: Pick<IncidentForm, 'source'>): boolean {
  return source !== 'operator' && source !== 'gridMember';
}

export function withPlace(form: IncidentForm, position: Position | null, grids: Iterable<Grid>): IncidentForm {
  const { gridId } = incidentAt(position, grids);
  return { ...form, position, gridId: gridId ?? form.gridId };
}

export function titleMistake(title: string): IncidentMistake {
  if (title.trim() === '') return 'needTitle';
  return title.trim().length > TITLE_MAX ? 'tooLong' : null;
}

export function descriptionMistake(description: string): IncidentMistake {
  return description.trim().length > DESCRIPTION_MAX ? 'tooLong' : null;
}

export function toReportIncident(form: IncidentForm): RouteInput<'POST /api/incidents'> {
  const { title, description, address, informant, informantPhone, form: answers, ...rest } = form;
  const isTold = hasInformant(form);
  return {
    ...rest,
    form: form.matterId === null ? {} : trimmed(answers),
    title: title.trim(),
    description: description.trim(),
    address: address.trim(),
    informant: isTold ? informant.trim() : '',
    informantPhone: isTold ? informantPhone.trim() : '',
  };
}
