/** From what a person typed to what the server is asked. Pure. */
import type { Grid, Position } from '../../../config/contract/place.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import { gridAt } from '../map/geometry.ts';

export type IncidentForm = {
  title: string;
  description: string;
  position: Position | null;
  gridId: string | null;
  cameraId: string | null;
};
export type IncidentMistake = 'needTitle' | 'tooLong' | null;

export const TITLE_MAX = 100;
export const DESCRIPTION_MAX = 2_000;

/** A place brings its grid with it. */
export function incidentAt(position: Position | null, grids: Iterable<Grid>): IncidentForm {
  const gridId = position ? (gridAt(position, grids)?.id ?? null) : null;
  return { title: '', description: '', position, gridId, cameraId: null };
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
  const { title, description, position, gridId, cameraId } = form;
  return { title: title.trim(), description: description.trim(), position, gridId, cameraId };
}
