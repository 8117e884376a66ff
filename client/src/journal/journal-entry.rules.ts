/**
 * Reads an entry of the record for a person: one line of what happened, and the
 * body field by field. Pure.
 *
 * Bodies come from years of versions: what is not understood is shown as it is,
 * never dropped.
 */
import { Region } from '../../../config/contract/alert.ts';
import { EncoderSettings } from '../../../config/contract/camera.ts';
import { Failure } from '../../../config/contract/errors.ts';
import { RecordedSpan } from '../../../config/contract/recording.ts';
import type { RouteAnswer } from '../../../config/contract/routes.ts';
import { TalkEnd } from '../../../config/contract/talk.ts';

export type Entry = RouteAnswer<'GET /api/journal'>[number];
type Body = Record<string, unknown>;

/** The key under `journal.said`, and what it needs; ids are put into words by whoever knows the names. */
export type Said =
  | { say: 'removed' | 'other' | 'workCalendar' }
  | { say: 'outcome'; outcome: 'signedIn' | 'signedOut' | 'refused' | 'locked' | 'ended' | 'idle' }
  | { say: 'alertNew' | 'alertAcknowledged' | 'alertHandling' | 'alertRecovered' | 'alertUnshelved' }
  | { say: 'alertShelved'; untilMs: number; reason: string }
  | { say: 'shelfBegun' | 'shelfEnded'; cameraId: string; alertKind: string; reason: string }
  | { say: 'alertRepeated'; count: number }
  | { say: 'alertClosed'; result: 'confirmed' | 'false' | 'duplicate' }
  | { say: 'incidentReported' | 'incidentClosed'; number: string; title: string }
  | { say: 'incidentAct'; number: string; act: string }
  | { say: 'mediationOpened'; number: string; reason: string }
  | { say: 'notice'; name: string; number: string }
  | {
      say:
        | 'camera'
        | 'cameraGroup'
        | 'grid'
        | 'matter'
        | 'person'
        | 'plan'
        | 'reportPoint'
        | 'savedItem'
        | 'screen'
        | 'unit';
      name: string;
    }
  | { say: 'community' | 'gridVolunteer' | 'gridVolunteerPhone'; name: string }
  | { say: 'gridEnded'; name: string }
  | { say: 'placesImported'; name: string; added: number; changed: number; removed: number }
  | { say: 'placesRemoved'; count: number; reason: string }
  | { say: 'dutyAvailable' | 'dutyBusy' | 'dutyOff'; name: string }
  | { say: 'evidencePicture' | 'evidenceVoice'; name: string }
  | { say: 'gridMembers'; names: string }
  | { say: 'shift'; name: string; names: string }
  | { say: 'handoverSaved' }
  | { say: 'handoverGiven' | 'handoverTaken'; name: string }
  | { say: 'handoverSentBack'; name: string; reason: string }
  | { say: ExportSaid | 'recordingLock' | 'recordingUnlocked'; cameraIds: string[]; reason: string }
  | { say: 'exportDownload'; cameraIds: string[]; file: string }
  | { say: 'journalExported' | 'journalPrinted' | 'journalVerified' | 'journalBad'; count: number }
  | { say: 'cameraGrant'; to: { kind: 'role' | 'unit'; name: string } }
  | { say: 'ptzStarted' | 'patrolStarted' | 'ptzPatrol' | 'presetRemoved'; cameraId: string }
  | { say: 'deviceImaging' | 'deviceReboot'; cameraId: string }
  | { say: 'deviceRelayOn' | 'deviceRelayOff'; cameraId: string; relay: string }
  | { say: 'presetSaved'; cameraId: string; name: string }
  | { say: 'patrolEnded'; cameraId: string; durationMs: number }
  | { say: 'tourTurnStarted'; cameraId: string; tour: string }
  | {
      say: 'ptzEnded' | 'tourTurnEnded';
      cameraId: string;
      durationMs: number;
      actions: readonly PtzDone[];
      tour: string;
    }
  | { say: 'talkStarted'; cameraId: string }
  | { say: 'talkEnded'; cameraId: string; durationMs: number; why: TalkEnd }
  | { say: 'encoderSet' | 'encoderPartlySet' | 'encoderNotSet'; cameraId: string }
  | {
      say: 'viewingStarted' | 'listeningStarted' | 'pictureSeen' | 'snapshotTaken';
      cameraId: string;
    }
  | { say: 'viewingEnded' | 'listeningEnded'; cameraId: string; durationMs: number }
  | { say: RecordingViewing[0]; cameraId: string; range: RecordedSpan }
  | { say: RecordingViewing[1]; cameraId: string; range: RecordedSpan; durationMs: number };

/** How it is said that somebody began with what was recorded, and that they are done. */
type RecordingViewing =
  | readonly ['recordingPlayed', 'recordingPlayedFor']
  | readonly ['recordingHeard', 'recordingHeardFor']
  | readonly ['recorderPlayed', 'recorderPlayedFor']
  | readonly ['recordingTaken', 'recordingTakenFor'];

type PtzDone = { did: string; times: number };
const EXPORT_SAID = {
  waiting: 'exportAsked',
  working: 'exportBegun',
  ready: 'exportReady',
  failed: 'exportFailed',
  refused: 'exportRefused',
  cancelled: 'exportCancelled',
} as const;
type ExportSaid = (typeof EXPORT_SAID)[keyof typeof EXPORT_SAID] | 'exportApproved';

/** `atMs` tells what an alert was shelved for from what was done to it since. */
export function saidBy({
  kind,
  actor,
  body,
  atMs,
}: Pick<Entry, 'kind' | 'actor' | 'body'> & Partial<Pick<Entry, 'atMs'>>): Said {
  if (body === null) return { say: 'removed' };
  if (!isBody(body)) return { say: 'other' };
  switch (kind) {
    case 'alert':
      return shelvingSaid(body, atMs) ?? alertSaid(body, actor.personId !== null);
    case 'alertShelf': {
      const about = { cameraId: text(body.cameraId), alertKind: text(body.kind), reason: text(body.reason) };
      return { say: typeof body.endedAtMs === 'number' ? 'shelfEnded' : 'shelfBegun', ...about };
    }
    case 'cameraEncoder':
      return { say: encoderSaid(body), cameraId: text(body.cameraId) };
    case 'cameraGrant':
      return { say: 'cameraGrant', to: granteeOf(body.to) };
    case 'grid':
      return { say: typeof body.endedAtMs === 'number' ? 'gridEnded' : 'grid', name: text(body.name) };
    case 'gridMembers':
      return { say: 'gridMembers', names: namesIn(body.members) };
    case 'handover':
      return handoverSaid(body);
    case 'shift':
      return { say: kind, name: text(body.name), names: namesIn([body.leader, ...listOf(body.people)]) };
    case 'incident':
      return incidentSaid(body);
    case 'duty':
      return { say: dutySaid(body), name: text(body.name) };
    case 'incidentEvidence':
      return { say: body.kind === 'voice' ? 'evidenceVoice' : 'evidencePicture', name: nameIn(body.by) };
    case 'mediationOpened':
      return { say: kind, number: text(body.number), reason: text(body.reason) };
    case 'notice':
      return { say: 'notice', name: nameIn(body.to), number: text(body.incidentNumber) };
    case 'journalReading':
      return { say: readingSaid(body), count: typeof body.rowCount === 'number' ? body.rowCount : 0 };
    case 'placeLayer':
      return placesSaid(body.last);
    case 'recordingExport':
      return exportSaid(body);
    case 'recordingLock':
      return {
        say: body.isLifted === true ? 'recordingUnlocked' : kind,
        cameraIds: camerasOf(body),
        reason: text(body.reason),
      };
    case 'exportDownload':
      return { say: kind, cameraIds: camerasOf(body), file: text(body.file) };
    case 'cameraDevice':
      return deviceSaid(body);
    case 'ptz':
      return ptzSaid(body);
    case 'talk':
      return talkSaid(body);
    case 'ptzPatrol':
      return { say: 'ptzPatrol', cameraId: text(body.cameraId) };
    case 'ptzPreset':
      return typeof body.name === 'string'
        ? { say: 'presetSaved', cameraId: text(body.cameraId), name: body.name }
        : { say: 'presetRemoved', cameraId: text(body.cameraId) };
    case 'signIn':
      return isOneOf(body.outcome, OUTCOMES) ? { say: 'outcome', outcome: body.outcome } : { say: 'other' };
    case 'viewing':
      return viewingSaid(body);
    case 'workCalendar':
      return { say: kind };
    default:
      return { say: kind, name: text(body.name) };
  }
}

/** Older rows have no word of the act: they were reported or closed. */
function incidentSaid(body: Readonly<Record<string, unknown>>): Said {
  const { number, title, state, last } = body;
  const act = isBody(last) ? text(last.act) : '';
  if (act !== '' && act !== 'report') return { say: 'incidentAct', number: text(number), act };
  return { say: state === 'closed' ? 'incidentClosed' : 'incidentReported', number: text(number), title: text(title) };
}

function placesSaid(last: unknown): Said {
  if (!isBody(last)) return { say: 'other' };
  const { added, changed, removed, count } = last;
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  if (last.did === 'removed') return { say: 'placesRemoved', count: number(count), reason: text(last.reason) };
  const counts = { added: number(added), changed: number(changed), removed: number(removed) };
  return { say: 'placesImported', name: text(last.fileName), ...counts };
}

function dutySaid({ state }: Body): 'dutyAvailable' | 'dutyBusy' | 'dutyOff' {
  if (state === 'offDuty') return 'dutyOff';
  return state === 'busy' ? 'dutyBusy' : 'dutyAvailable';
}

function handoverSaid({ lastAct, handedOver, takenOver, sentBack }: Body): Said {
  if (lastAct === 'takeOver') return { say: 'handoverTaken', name: signerOf(takenOver) };
  if (lastAct === 'handOver') return { say: 'handoverGiven', name: signerOf(handedOver) };
  if (lastAct === 'save') return { say: 'handoverSaved' };
  const last = listOf(sentBack).at(-1);
  return { say: 'handoverSentBack', name: signerOf(last), reason: isBody(last) ? text(last.note) : '' };
}

function signerOf(signature: unknown): string {
  return isBody(signature) ? nameIn(signature.by) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameIn(named: unknown): string {
  return isBody(named) ? text(named.name) : '';
}

/** How a value is to be written; `plain` as it stands. */
export type Shown =
  | { as: 'none' }
  | { as: 'moment'; atMs: number }
  | { as: 'flag'; isSet: boolean }
  | { as: 'camera' | 'grid' | 'group' | 'incident'; id: string }
  | { as: 'groups' | 'cameras'; ids: readonly string[] }
  | { as: 'person'; name: string }
  | { as: 'position'; longitude: number; latitude: number }
  | { as: 'corners'; count: number }
  | { as: 'region'; x: number; y: number; width: number; height: number }
  | { as: 'failure'; failure: Failure }
  | { as: 'plain'; text: string };

/** Rights are not the subject's: they say who may read the entry. */
const HIDDEN: readonly string[] = ['scope'];

export function fieldsOf(body: unknown): { name: string; value: Shown }[] {
  if (!isBody(body)) return body === null || body === undefined ? [] : [{ name: '', value: plain(body) }];
  return Object.entries(body)
    .filter(([name]) => !HIDDEN.includes(name))
    .map(([name, value]) => ({ name, value: shown(name, value) }));
}

function shown(name: string, value: unknown): Shown {
  if (value === null || value === undefined || value === '') return { as: 'none' };
  if (typeof value === 'boolean') return { as: 'flag', isSet: value };
  if (typeof value === 'number') return isMoment(name) ? { as: 'moment', atMs: value } : plain(value);
  if (typeof value === 'string') return named(name, value);
  if (name === 'cameraIds' && Array.isArray(value)) return { as: 'cameras', ids: value.map(text) };
  if (name === 'cameraGroups' && Array.isArray(value)) return { as: 'groups', ids: value.map(text) };
  if (Array.isArray(value) && value.length === 0) return { as: 'none' };
  if (name === 'rings' && Array.isArray(value)) return { as: 'corners', count: cornerCount(value) };
  if (isBody(value) && typeof value.longitude === 'number' && typeof value.latitude === 'number') {
    return { as: 'position', longitude: value.longitude, latitude: value.latitude };
  }
  const region = Region.safeParse(value);
  if (region.success) return { as: 'region', ...region.data };
  const encoder = EncoderSettings.safeParse(value);
  if (encoder.success) return { as: 'plain', text: encoderText(encoder.data) };
  const failure = Failure.safeParse(value);
  if (failure.success) return { as: 'failure', failure: failure.data };
  if (isBody(value) && typeof value.personId === 'string') return { as: 'person', name: text(value.name) };
  return plain(value);
}

const MOMENTS: readonly string[] = ['atMs', 'fromMs', 'toMs', 'untilMs'];

function isMoment(name: string): boolean {
  return name.endsWith('AtMs') || MOMENTS.includes(name);
}

const NAMED = { cameraId: 'camera', gridId: 'grid', groupId: 'group', incidentId: 'incident' } as const;

function named(name: string, id: string): Shown {
  return name in NAMED ? { as: NAMED[name as keyof typeof NAMED], id } : { as: 'plain', text: id };
}

const OUTCOMES = ['signedIn', 'signedOut', 'refused', 'locked', 'ended', 'idle'] as const;
const RESULTS = ['confirmed', 'false', 'duplicate'] as const;

/** What the analyser sees again leaves the state as a person left it, and must not read as that person's act. */
/** Undefined for what is no shelving, such as an answer that took it off the shelf. */
function shelvingSaid({ shelving, state }: Body, entryAtMs: number | undefined): Said | undefined {
  if (!isBody(shelving) || (state !== 'new' && state !== 'acknowledged')) return undefined;
  const { atMs, untilMs, endedAtMs, reason } = shelving;
  if (endedAtMs === null && atMs === entryAtMs && typeof untilMs === 'number') {
    return { say: 'alertShelved', untilMs, reason: text(reason) };
  }
  return endedAtMs === entryAtMs ? { say: 'alertUnshelved' } : undefined;
}

function alertSaid(body: Body, isByPerson: boolean): Said {
  if (body.state === 'closed') {
    return isOneOf(body.result, RESULTS) ? { say: 'alertClosed', result: body.result } : { say: 'other' };
  }
  if (isByPerson && body.state === 'acknowledged') return { say: 'alertAcknowledged' };
  if (isByPerson && body.state === 'handling') return { say: 'alertHandling' };
  if (!isByPerson && typeof body.recoveredAtMs === 'number') return { say: 'alertRecovered' };
  const count = typeof body.repeatCount === 'number' ? body.repeatCount : 1;
  return count > 1 ? { say: 'alertRepeated', count } : { say: 'alertNew' };
}

function exportSaid(body: Body): Said {
  const { state, decision } = body;
  const said = Object.entries(EXPORT_SAID).find(([known]) => known === state)?.[1];
  if (!said) return { say: 'other' };
  const say = said === 'exportBegun' && decision ? 'exportApproved' : said;
  return { say, cameraIds: camerasOf(body), reason: text(body.reason) };
}

function encoderSaid({ failure, notTaken }: Body): 'encoderSet' | 'encoderPartlySet' | 'encoderNotSet' {
  if (failure !== null) return 'encoderNotSet';
  return Array.isArray(notTaken) && notTaken.length > 0 ? 'encoderPartlySet' : 'encoderSet';
}

/** As cameras themselves write it, in every language the same. */
function encoderText(settings: EncoderSettings): string {
  const { encoding, profile, width, height, framesPerSecond, govLength, anchorFrameDistance, bitrateKbps } = settings;
  return [
    [encoding, profile].filter(Boolean).join(' '),
    `${width}×${height}`,
    framesPerSecond !== null && `${framesPerSecond} fps`,
    govLength !== null && `GOV ${govLength}`,
    anchorFrameDistance !== null && `B ${Math.max(0, anchorFrameDistance - 1)}`,
    bitrateKbps !== null && `${bitrateKbps} kbps`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Who watched or spoke from where, from when until when; null for what is neither, or a single picture. */
export function viewingOf({
  kind,
  body,
}: Pick<Entry, 'kind' | 'body'>): { startedAtMs: number; endedAtMs: number | null; address: string } | null {
  if (
    (kind !== 'viewing' && kind !== 'talk') ||
    !isBody(body) ||
    body.by === 'picture' ||
    typeof body.startedAtMs !== 'number'
  )
    return null;
  const endedAtMs = typeof body.endedAtMs === 'number' ? body.endedAtMs : null;
  return { startedAtMs: body.startedAtMs, endedAtMs, address: text(body.address) };
}

/** From where it was done, where that is on record. */
export function addressOf({ body }: Pick<Entry, 'body'>): string {
  return isBody(body) ? text(body.address) : '';
}

/** `0:03:05`: hours, minutes, seconds. */
export function exactDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function readingSaid({ what, intact }: Body): 'journalExported' | 'journalPrinted' | 'journalVerified' | 'journalBad' {
  if (what === 'verified') return intact === true ? 'journalVerified' : 'journalBad';
  return what === 'printed' ? 'journalPrinted' : 'journalExported';
}

function camerasOf({ cameraId, cameraIds }: Body): string[] {
  return Array.isArray(cameraIds) ? cameraIds.map(text) : [text(cameraId)];
}

function granteeOf(to: unknown): { kind: 'role' | 'unit'; name: string } {
  const { kind, role, unit } = isBody(to) ? to : {};
  return kind === 'role' ? { kind, name: text(role) } : { kind: 'unit', name: text(unit) };
}

const RECORDING_VIEWINGS: Readonly<Record<string, RecordingViewing>> = {
  playback: ['recordingPlayed', 'recordingPlayedFor'],
  playbackSound: ['recordingHeard', 'recordingHeardFor'],
  recorderPlayback: ['recorderPlayed', 'recorderPlayedFor'],
  download: ['recordingTaken', 'recordingTakenFor'],
};

function viewingSaid({ cameraId, by, startedAtMs, endedAtMs, range }: Body): Said {
  const id = text(cameraId);
  if (by === 'picture') return { say: 'pictureSeen', cameraId: id };
  if (by === 'snapshot') return { say: 'snapshotTaken', cameraId: id };
  const durationMs = typeof startedAtMs === 'number' && typeof endedAtMs === 'number' ? endedAtMs - startedAtMs : null;
  const recorded = RECORDING_VIEWINGS[text(by)];
  const span = RecordedSpan.safeParse(range).data;
  if (recorded && span) {
    const what = { cameraId: id, range: span };
    return durationMs === null ? { say: recorded[0], ...what } : { say: recorded[1], ...what, durationMs };
  }
  const [started, ended] =
    by === 'audio' ? (['listeningStarted', 'listeningEnded'] as const) : (['viewingStarted', 'viewingEnded'] as const);
  return durationMs === null ? { say: started, cameraId: id } : { say: ended, cameraId: id, durationMs };
}

function deviceSaid({ cameraId, did, relay, isActive }: Body): Said {
  const id = text(cameraId);
  if (did === 'relay') {
    return { say: isActive === true ? 'deviceRelayOn' : 'deviceRelayOff', cameraId: id, relay: text(relay) };
  }
  return { say: did === 'reboot' ? 'deviceReboot' : 'deviceImaging', cameraId: id };
}

function talkSaid({ cameraId, startedAtMs, endedAtMs, ended }: Body): Said {
  const why = TalkEnd.safeParse(ended);
  if (typeof startedAtMs !== 'number' || typeof endedAtMs !== 'number' || !why.success)
    return { say: 'talkStarted', cameraId: text(cameraId) };
  return { say: 'talkEnded', cameraId: text(cameraId), durationMs: endedAtMs - startedAtMs, why: why.data };
}

function ptzSaid({ cameraId, startedAtMs, endedAtMs, actions, tour, isPatrol }: Body): Said {
  const who = { cameraId: text(cameraId), tour: text(tour) };
  const isByTour = typeof tour === 'string';
  const byHand = isPatrol === true ? 'patrolStarted' : 'ptzStarted';
  if (typeof startedAtMs !== 'number' || typeof endedAtMs !== 'number')
    return isByTour ? { say: 'tourTurnStarted', ...who } : { say: byHand, cameraId: who.cameraId };
  if (isPatrol === true) return { say: 'patrolEnded', cameraId: who.cameraId, durationMs: endedAtMs - startedAtMs };
  const did = { durationMs: endedAtMs - startedAtMs, actions: donesIn(actions) };
  return { say: isByTour ? 'tourTurnEnded' : 'ptzEnded', ...who, ...did };
}

function donesIn(actions: unknown): PtzDone[] {
  return Array.isArray(actions)
    ? actions.flatMap((each) =>
        isBody(each) && typeof each.times === 'number' ? [{ did: text(each.did), times: each.times }] : [],
      )
    : [];
}

function namesIn(members: unknown): string {
  return Array.isArray(members) ? members.map((each) => (isBody(each) ? text(each.name) : '')).join('、') : '';
}

function plain(value: unknown): Shown {
  return { as: 'plain', text: typeof value === 'object' ? JSON.stringify(value) : String(value) };
}

/** A closed ring names its first corner twice. */
function cornerCount(rings: readonly unknown[]): number {
  return rings.reduce<number>((sum, ring) => sum + (Array.isArray(ring) ? Math.max(0, ring.length - 1) : 0), 0);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf<T extends string>(value: unknown, words: readonly T[]): value is T {
  return words.some((word) => word === value);
}
