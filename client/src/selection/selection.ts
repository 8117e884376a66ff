/** What the person is looking at: one selection, read by the wall, the map and the queue. */
import { create } from 'zustand';

export type Selected = {
  cameraId: string | null;
  alertId: string | null;
  incidentId: string | null;
  gridId: string | null;
  unitId: string | null;
  /** Somebody on duty. */
  personId: string | null;
};
type Selection = Selected & {
  selectCamera(cameraId: string | null): void;
  /** An alert brings its camera with it, where it has one. */
  selectAlert(alert: { id: string; cameraId: string | null } | null): void;
  selectIncident(incidentId: string | null): void;
  selectGrid(gridId: string): void;
  selectUnit(unitId: string): void;
  selectPerson(personId: string): void;
};

const NOTHING: Selected = {
  ...{ cameraId: null, alertId: null, incidentId: null },
  ...{ gridId: null, unitId: null, personId: null },
};

export const useSelection = create<Selection>()((set) => ({
  ...NOTHING,
  selectCamera: (cameraId) => set({ ...NOTHING, cameraId }),
  selectAlert: (alert) => set({ ...NOTHING, alertId: alert?.id ?? null, cameraId: alert?.cameraId ?? null }),
  selectIncident: (incidentId) => set({ ...NOTHING, incidentId }),
  selectGrid: (gridId) => set({ ...NOTHING, gridId }),
  selectUnit: (unitId) => set({ ...NOTHING, unitId }),
  selectPerson: (personId) => set({ ...NOTHING, personId }),
}));
