/** Made-up incidents, cameras and units in plenty, spread over the demo street as evenly as chance would not. */
import type { Camera } from '../../config/contract/camera.ts';
import type { Incident } from '../../config/contract/incident.ts';
import { DEFAULT_STAGE_LIMITS, MatterLevel, MatterTask } from '../../config/contract/matter.ts';
import type { Position } from '../../config/contract/place.ts';
import type { Unit } from '../../config/contract/unit.ts';

const WEST = 113.31;
const SOUTH = 23.087;
const SIDE_DEGREES = 0.02;
/** Parts of the golden ratio: each next one lands where the most room is left. */
const STEP = { east: 0.618_034, north: 0.754_878 };
const HOUR_MS = 3_600_000;
const STATES = ['reported', 'filed', 'dispatched', 'handling', 'handled', 'suspended'] as const;
const TITLES = ['占道经营', '井盖缺失', '噪声扰民', '消防通道堵塞', '邻里纠纷', '非机动车乱停放', '高空抛物', '积水'];

export function crowdedPosition(nth: number): Position {
  return {
    longitude: WEST + ((nth * STEP.east) % 1) * SIDE_DEGREES,
    latitude: SOUTH + ((nth * STEP.north) % 1) * SIDE_DEGREES,
  };
}

export function crowdedIncident(id: string, nth: number, nowMs: number): Incident {
  const startedAtMs = nowMs - (nth % 200) * HOUR_MS;
  const isOverdue = nth % 9 === 0;
  const dueAtMs = isOverdue ? nowMs - HOUR_MS : nowMs + 24 * HOUR_MS;
  return {
    ...{ id, number: `20260101-${`${nth}`.padStart(5, '0')}`, title: `${pick(TITLES, nth)} ${nth}` },
    description: '巡查时发现，已拍照，请有关单位到场处置。',
    ...{
      state: pick(STATES, nth),
      source: 'operator',
      level: nth % 50 === 0 ? pick(MatterLevel.options, nth / 50) : 'general',
    },
    task: nth % 4 === 3 ? null : pick(MatterTask.options, nth),
    ...{ matter: null, form: {}, limits: DEFAULT_STAGE_LIMITS, cameraId: null, gridId: null },
    ...{ community: '滨江社区', position: crowdedPosition(nth), address: '示范街', alertId: null },
    reporter: { personId: null, name: '李敏', phone: '' },
    ...{ reportedAtMs: startedAtMs, filedAtMs: startedAtMs, assignments: [], spotTask: null, findings: [] },
    clock: {
      ...{ stage: 'handle', limit: DEFAULT_STAGE_LIMITS.handle, startedAtMs, dueAtMs, standsWithMs: null },
      ...{ stepsAtMs: [dueAtMs, dueAtMs, dueAtMs, dueAtMs], stepsSaid: isOverdue ? 4 : 0 },
    },
    stages: [{ stage: 'handle', startedAtMs, dueAtMs, endedAtMs: null, unitId: null }],
    ...{ suspended: null, extensionCount: 0, returnCount: 0, reworkCount: 0, supervisions: [] },
    ...{ mergedInto: null, splitFrom: null, confidential: false, insiders: [], mediator: null, drill: false },
    checklist: null,
    ...{ closer: null, closedAtMs: null, closingNote: '' },
    last: { act: 'report', by: null, unitName: '', note: '', about: '', position: null },
    scope: { action: 'incident.view', cameraGroupId: null },
  };
}

export function crowdedCamera(known: Camera, id: string, nth: number): Camera {
  return {
    ...known,
    id,
    name: `路口 ${nth}`,
    code: '',
    position: crowdedPosition(nth + 0.5),
    bearingDegrees: nth % 360,
  };
}

export function crowdedUnit(id: string, nth: number): Unit {
  return {
    ...{ id, name: `联勤队 ${nth}`, kind: 'team', phone: '', address: '', position: crowdedPosition(nth + 0.25) },
    ...{ headId: null, community: '', callSign: `${100 + nth}`, vehicles: [], disabled: false },
  };
}

function pick<T>(from: readonly [T, ...T[]] | readonly T[], nth: number): T {
  const picked = from[Math.floor(nth) % from.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}
