/** What the person is looking at: one selection, read by the wall, the map and the queue. */
import { create } from 'zustand';

type Selection = {
  cameraId: string | null;
  alertId: string | null;
  incidentId: string | null;
  selectCamera(cameraId: string | null): void;
  /** An alert brings its camera with it, where it has one. */
  selectAlert(alert: { id: string; cameraId: string | null } | null): void;
  selectIncident(incidentId: string | null): void;
};

export const useSelection = create<Selection>()((set) => ({
  cameraId: null,
  alertId: null,
  incidentId: null,
  selectCamera: (cameraId) => set({ cameraId, alertId: null, incidentId: null }),
  selectAlert: (alert) => set({ alertId: alert?.id ?? null, cameraId: alert?.cameraId ?? null, incidentId: null }),
  selectIncident: (incidentId) => set({ incidentId, alertId: null, cameraId: null }),
}));
