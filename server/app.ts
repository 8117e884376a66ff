/**
 * The control plane as a whole: opens its parts in order and closes them in
 * reverse. One file knows all the others.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import type { NodeStart } from '../config/contract/node.ts';
import { type Clock, systemClock } from '../config/kernel/clock.ts';
import { newLogger } from '../config/kernel/logger.ts';
import { uuidV7 } from '../config/kernel/new-id.ts';
import type { Watch } from '../config/kernel/watch.ts';
import type { LoadedSettings } from '../config/settings/load-settings.ts';
import { headsPathOf, type Settings } from '../config/settings/settings.ts';
import { workerPath } from '../config/setup/worker-path.mjs';
import packageFile from '../package.json' with { type: 'json' };
import { newAccountEvents } from './accounts/account-events.ts';
import { type FirstPassword, openFirstPasswords } from './accounts/first-passwords.ts';
import { mountPersonRoutes } from './accounts/person.routes.ts';
import { PersonService } from './accounts/person.service.ts';
import { mountSessionRoutes } from './accounts/session.routes.ts';
import { SessionService } from './accounts/session.service.ts';
import { mountAlertRoutes } from './alerts/alert.routes.ts';
import { AlertService } from './alerts/alert.service.ts';
import { openAlertPictures } from './alerts/alert-pictures.ts';
import { openFaultWatch } from './alerts/fault-watch.ts';
import { ShelfService } from './alerts/shelf.service.ts';
import { mountCalendarRoutes } from './calendar/calendar.routes.ts';
import { CalendarService } from './calendar/calendar.service.ts';
import { mountCameraRoutes } from './cameras/camera.routes.ts';
import { CameraService } from './cameras/camera.service.ts';
import { HealthBoard } from './cameras/camera-health.ts';
import { CameraImportService } from './cameras/camera-import.service.ts';
import { mountCameraSheetRoutes } from './cameras/camera-sheet.routes.ts';
import { mountDeviceRoutes } from './cameras/device.routes.ts';
import { DeviceService } from './cameras/device.service.ts';
import { EncoderService } from './cameras/encoder.service.ts';
import { newPasswordBox } from './cameras/password-box.ts';
import { mountCitizenRoutes } from './citizens/citizen.routes.ts';
import { CitizenService } from './citizens/citizen.service.ts';
import { layOutFirstStart } from './demo/first-start.ts';
import { openStreet } from './demo/street.ts';
import { mountDutyRoutes } from './duty/duty.routes.ts';
import { DutyService } from './duty/duty.service.ts';
import { mountEvaluationRoutes } from './evaluation/evaluation.routes.ts';
import { EvaluationService } from './evaluation/evaluation.service.ts';
import { mountGridRoutes } from './grids/grid.routes.ts';
import { GridService } from './grids/grid.service.ts';
import { GridMemberService } from './grids/grid-member.service.ts';
import { GridImportService } from './grids/import/grid-import.service.ts';
import { mountHealthRoutes } from './health/health.routes.ts';
import { openMetrics } from './health/metrics.ts';
import { openConsoleFiles } from './http/console-files.ts';
import { newHttpApp } from './http/http-app.ts';
import { listen, requireFree, type Wish } from './http/listen.ts';
import { mountOpenApiRoutes } from './http/openapi.routes.ts';
import { type Mount, newMount } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import { mountTrustPage } from './http/trust.routes.ts';
import { openWebServer } from './http/web-server.ts';
import { openClockWatch } from './incidents/clock-watch.ts';
import { mountEvidenceRoutes } from './incidents/evidence.routes.ts';
import { EvidenceService } from './incidents/evidence.service.ts';
import { openEvidenceFiles } from './incidents/evidence-files.ts';
import { mountIncidentRoutes } from './incidents/incident.routes.ts';
import { IncidentService } from './incidents/incident.service.ts';
import { openHeadSigning } from './journal/head-signing.ts';
import { mountJournalRoutes } from './journal/journal.routes.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { JournalVerifier } from './journal/journal-verifier.ts';
import { mountBaseMapRoutes } from './maps/base-map.routes.ts';
import { openBaseMap } from './maps/base-map.ts';
import { mountMatterRoutes } from './matters/matter.routes.ts';
import { MatterService } from './matters/matter.service.ts';
import { mountMediaRoutes } from './media/media.routes.ts';
import { MediaTokenService } from './media/media-token.service.ts';
import { RtspSessions } from './media/rtsp-sessions.ts';
import { ViewingService } from './media/viewing.service.ts';
import { openWithdrawal } from './media/withdrawal.ts';
import { mountMediationRoutes } from './mediation/mediation.routes.ts';
import { MediationService } from './mediation/mediation.service.ts';
import { mountMomentRoutes } from './moments/moment.routes.ts';
import { MomentReader } from './moments/moment-reader.ts';
import { openCarriedList } from './nodes/carried-list.ts';
import { startChildNode } from './nodes/child-node.ts';
import { MediaNode } from './nodes/media-node.ts';
import { mountNoticeRoutes } from './notices/notice.routes.ts';
import { NoticeService } from './notices/notice.service.ts';
import { openWebhook } from './notices/webhook.ts';
import { mountPlaceRoutes } from './places/place.routes.ts';
import { PlaceService } from './places/place.service.ts';
import { PlaceImportService } from './places/place-import.service.ts';
import { mountPlanRoutes } from './plans/plan.routes.ts';
import { PlanService } from './plans/plan.service.ts';
import { PresetService } from './ptz/preset.service.ts';
import { mountPtzRoutes } from './ptz/ptz.routes.ts';
import { PtzService } from './ptz/ptz.service.ts';
import { endTurnings } from './ptz/ptz-session.ts';
import { openAccessChannel } from './realtime/access.channel.ts';
import { openAnnouncements } from './realtime/announce.ts';
import { openDutyChannel } from './realtime/duty.channel.ts';
import { openHealthChannel } from './realtime/health.channel.ts';
import { newIo } from './realtime/io.ts';
import { openJournalChannel } from './realtime/journal.channel.ts';
import { openMediaChannel } from './realtime/media.channel.ts';
import { openNodeDoor } from './realtime/node-door.ts';
import { openPtzChannel } from './realtime/ptz.channel.ts';
import { openScreenChannel } from './realtime/screen.channel.ts';
import { mountSnapshotRoutes } from './realtime/snapshot.routes.ts';
import { openTalkChannel } from './realtime/talk.channel.ts';
import { ClipFetcher } from './recordings/clip-fetcher.ts';
import { DiskWatch } from './recordings/disk-watch.ts';
import { ExportService } from './recordings/export.service.ts';
import { ExportMaker } from './recordings/export-maker.ts';
import { PlaybackService } from './recordings/playback.service.ts';
import { mountRecordingRoutes } from './recordings/recording.routes.ts';
import { RecordingService } from './recordings/recording.service.ts';
import { Retention } from './recordings/retention.ts';
import * as segmentStore from './recordings/segment.store.ts';
import { SegmentIndex } from './recordings/segment-index.ts';
import { mountCameraGrantRoutes } from './rights/camera-grant.routes.ts';
import { CameraGrantService } from './rights/camera-grant.service.ts';
import { openRightsBoard } from './rights/rights-board.ts';
import { newHolderOf, openRightsWatch } from './rights/rights-watch.ts';
import { HandoverService } from './roster/handover.service.ts';
import { mountRosterRoutes } from './roster/roster.routes.ts';
import { RosterService } from './roster/roster.service.ts';
import { mountSavedRoutes } from './saved/saved.routes.ts';
import { SavedService } from './saved/saved.service.ts';
import { mountScreenRoutes } from './screens/screen.routes.ts';
import { ScreenService } from './screens/screen.service.ts';
import { StartError } from './start-error.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { openDatabase } from './storage/database.ts';
import { readOrMakeKey } from './storage/key-file.ts';
import { TalkService } from './talk/talk.service.ts';
import { openTalkWatch } from './talk/talk-watch.ts';
import { mountUnitRoutes } from './units/unit.routes.ts';
import { UnitService } from './units/unit.service.ts';
import * as unitStore from './units/unit.store.ts';

const log = newLogger('app');
const SWEEP_EVERY_MS = 2_000;
const NODE_ENTRY = fileURLToPath(new URL('../streams/main.ts', import.meta.url));
const CONSOLE_FOLDER = fileURLToPath(new URL('../client/dist', import.meta.url));

export type AppOptions = LoadedSettings & {
  clock?: Clock;
  /** Tests bring a node of their own. */
  startNode?: boolean;
  consoleFolder?: string;
  /** One sentence for whoever started the product. */
  say?: (sentence: string) => void;
};

export type App = {
  /** By an address of this machine. */
  url: string;
  secure: boolean;
  /** A default port that was taken, and the free one in its place. */
  portWasReplaced: boolean;
  /** Accounts made by this start. */
  firstPasswords: FirstPassword[];
  firstPasswordsPath: string;
  door: { url: string; token: string };
  node: MediaNode;
  journal: Journal;
  sessions: SessionService;
  alerts: AlertService;
  /** Lets clocks speak now; tests move the site's clock by hand. */
  clocks: Watch;
  /** The same for notices that are sent on. */
  webhook: Watch;
  duty: DutyService;
  retention: Retention;
  mediaTokenKey: string;
  mounted: ReadonlySet<string>;
} & AsyncDisposable;

export async function openApp(options: AppOptions): Promise<App> {
  const { settings, named, clock = systemClock, startNode = true, consoleFolder = CONSOLE_FOLDER } = options;
  const { say = () => {} } = options;
  requireTimeZone(settings.site.timeZone);
  const wishes = wishedPorts(settings, named);
  // Before anything is laid out, so that a start that cannot be leaves nothing half done.
  for (const wish of Object.values(wishes)) await requireFree(wish);
  const baseMap = await openBaseMap(settings.baseMap);
  await using opening = new AsyncDisposableStack();

  // What is kept.
  const folder = opening.use(openDataFolder(settings.data.dir)).path;
  const database = opening.use(await openDatabase(settings.data));
  const { reader } = database;
  const journal = await openJournal(database, clock);
  opening.defer(() => journal.settled());
  const newId = uuidV7(clock);
  const mediaTokenKey = readOrMakeKey(folder, 'media-token').toString('base64');

  // What is done.
  const firstPasswords = openFirstPasswords(folder);
  const accountEvents = newAccountEvents();
  const rights = opening.adopt(await openRightsBoard({ journal, reader, clock }), (open) => open.close());
  const sessions = new SessionService({
    journal,
    reader,
    events: accountEvents,
    clock,
    newId,
    limits: settings.accounts,
    rights,
  });
  const people = new PersonService({ journal, reader, sessions, events: accountEvents, firstPasswords, newId });
  const passwords = newPasswordBox(readOrMakeKey(folder, 'camera-password'));
  const cameras = new CameraService({ journal, reader, passwords, newId });
  const patterns = { base: settings.site.gridCodePattern, governance: settings.site.governanceGridCodePattern };
  const grids = new GridService({ journal, reader, newId, patterns });
  const notices = new NoticeService({
    ...{ journal, reader, clock, newId },
    settings: settings.notices,
  });
  const units = new UnitService({
    ...{ journal, reader, newId },
    onPeopleMoved: (moved) => {
      for (const person of moved) accountEvents.emit('personChanged', person, true);
    },
  });
  const incidents = new IncidentService({
    ...{ journal, reader, clock, newId, timeZone: settings.site.timeZone, notices },
  });
  const duty = opening.adopt(
    new DutyService({
      ...{ journal, reader, clock, keepTrailDays: settings.duty.keepTrailDays },
      holder: (person) => rights.holder(person),
    }),
    (open) => open.close(),
  );
  opening.defer(
    accountEvents.on('personChanged', (person) => {
      if (person.disabled) duty.leave(person).catch((err) => log.error({ err }, 'still on duty'));
    }),
  );
  const evidence = new EvidenceService({ journal, reader, incidents, files: openEvidenceFiles(folder) });
  await evidence.sweep();
  const alerts = new AlertService({
    journal,
    reader,
    incidents,
    pictures: openAlertPictures(folder),
    newId,
    repeatWindowMs: settings.alerts.repeatWindowMs,
  });
  const shelves = new ShelfService({ journal, reader, clock, newId });
  const saved = new SavedService({ journal, reader, newId });
  const screens = new ScreenService({ journal, reader, newId, saved, holderOf: newHolderOf({ rights, reader }) });
  const viewings = new ViewingService(journal, newId);
  const health = new HealthBoard(clock);
  const handovers = new HandoverService({ journal, reader, clock, health, alerts });
  const madeAccounts = await layOutFirstStart({
    journal,
    reader,
    newId,
    firstPasswords,
    withDemo: settings.demo.street,
    timeZone: settings.site.timeZone,
  });
  const headsPath = headsPathOf(settings);
  opening.adopt(
    openHeadSigning({ journal, clock, path: headsPath, secret: readOrMakeKey(folder, 'journal-head') }),
    (open) => open.close(),
  );
  const verifier = opening.adopt(new JournalVerifier({ journal, clock, place: settings.data, headsPath }), (open) =>
    open.close(),
  );
  const evaluation = opening.adopt(
    new EvaluationService({
      place: settings.data,
      reader,
      clock,
      site: { name: settings.site.name, timeZone: settings.site.timeZone },
    }),
    (open) => open.close(),
  );
  const clocks = opening.adopt(openClockWatch({ incidents, notices, handovers, shelves }), (open) => open.close());
  const moments = opening.adopt(new MomentReader(settings.data), (open) => open.close());
  const webhook = opening.adopt(openWebhook({ journal, reader, clock, settings: settings.notices }), (open) =>
    open.close(),
  );
  // Whoever was watching or turning when the product last ended does so no longer.
  await viewings.endAll();
  await endTurnings(journal);

  // The door to the media node.
  const doorToken = randomBytes(32).toString('base64url');
  const segmentIndex = new SegmentIndex(journal);
  const rtspSessions = new RtspSessions({ sessions, cameras });
  const door = opening.use(
    await openNodeDoor(doorToken, {
      detected: (detection) => alerts.report(detection),
      recorded: (segment, hasEnded) => segmentIndex.save(segment, hasEnded),
      rtspSignIn: (ask) => rtspSessions.signIn(ask),
      rtspSignOut: (sessionId) => rtspSessions.signOut(sessionId),
      segmentsOf: (cameraId, fromMs, toMs) => segmentStore.inRange(reader, cameraId, fromMs, toMs),
    }),
  );
  const node = new MediaNode(door);
  const encoders = new EncoderService({ journal, cameras, node });
  const devices = new DeviceService({ journal, cameras, node });
  const presets = new PresetService({ journal, reader, cameras, node, clock, folder: join(folder, 'presets') });
  const talks = opening.adopt(
    new TalkService({ journal, cameras, node, clock, newId, limitMs: settings.talk.limitMs }),
    (open) => open.endAll(),
  );
  opening.defer(openTalkWatch({ talks, node, rights, accountEvents, journal, reader }));
  const ptz = opening.adopt(new PtzService({ journal, cameras, presets, saved, screens, node, clock }), (open) =>
    open.close(),
  );
  opening.defer(
    openRightsWatch({ rights, accountEvents, journal, reader }, (holderOf) => ptz.recheckPatrols(holderOf)),
  );
  opening.defer(openCarriedList(node, cameras, journal));
  opening.defer(openWithdrawal({ node, accountEvents, sessions, rights, journal, reader }));
  opening.defer(openFaultWatch({ alerts, health, journal, reader, clock, expectsNode: startNode }));
  node.events.on('connected', () => health.setAvailable(true));
  node.events.on('away', () => health.setAvailable(false));
  node.events.on('away', () => void rtspSessions.signOutAll());
  node.events.on('cameraHealth', (told) => health.take(told));
  node.events.on(
    'viewingStarted',
    ({ viewer, ...what }) => void viewings.started({ ...what, personId: viewer.personId }),
  );
  node.events.on('viewingEnded', (notice) => void viewings.ended(notice));

  // The console's side.
  const web = opening.use(await openWebServer(settings.http, folder, clock));
  const consoleFiles = openConsoleFiles(consoleFolder);
  const io = newIo(sessions, newId);
  opening.defer(async () => {
    // It can be closed only once it was attached.
    if (io.engine) await io.close();
  });
  opening.defer(() => web.http.closeAllConnections());
  const metrics = opening.use(openMetrics({ journal, reader, health, socketCount: () => io.sockets.sockets.size }));
  openJournalChannel({ io, journal, reader, health, clock, build: consoleFiles.build });
  opening.defer(openAccessChannel({ io, sessions, events: accountEvents, rights }));
  opening.defer(openMediaChannel({ io, node, cameras, viewings, clock, newId }));
  opening.defer(openScreenChannel(io, clock));
  opening.defer(openPtzChannel(io, ptz));
  opening.defer(openTalkChannel(io, talks));
  opening.defer(openHealthChannel({ io, health, journal, reader }));
  opening.defer(openDutyChannel(io, duty));
  opening.defer(openAnnouncements(io, journal, reader));

  const { secure } = web;
  const { exportNeedsApproval } = settings.recording;
  const recordings = new RecordingService({
    ...{ journal, reader, node, clock, newId, key: mediaTokenKey, secure, exportNeedsApproval },
  });
  const playback = new PlaybackService({ reader, timeZone: settings.site.timeZone });
  const exports = opening.adopt(
    new ExportService({
      ...{ journal, reader, rights, newId, needsApproval: exportNeedsApproval },
      maker: new ExportMaker({
        ...{ reader, folder: join(folder, 'exports'), site: settings.site.name, timeZone: settings.site.timeZone },
        clips: new ClipFetcher({ node, clock, key: mediaTokenKey, secure }),
      }),
    }),
    (open) => open.close(),
  );
  await exports.failUnfinished();
  const disk = new DiskWatch({ alerts, clock });
  const retention = opening.adopt(
    new Retention({
      ...{ journal, reader, node, clock, limits: settings.recording },
      onDisk: (hasRoom) => (hasRoom ? disk.hasRoom() : disk.refused({ code: 'DISK_FULL', detail: {} })),
    }),
    (open) => open.close(),
  );
  node.events.on('recordingFault', ({ failure }) => {
    disk.refused(failure);
    void retention.sweep();
  });
  const version = packageFile.version;
  const tokens = new MediaTokenService({ cameras, sessions, node, clock, key: mediaTokenKey, secure });
  const mountRoutes = (app: Express): Mount => {
    const mount = newMount(app, sessions);
    const { idleSignOutMs, sessionMaxMs } = settings.accounts;
    const site = { name: settings.site.name, timeZone: settings.site.timeZone };
    mountHealthRoutes(mount, { node, consoleFiles, reader, sessions, metrics, clock, version });
    mountSessionRoutes(mount, { sessions, people, site, sessionMaxMs, idleSignOutMs, secure });
    mountPersonRoutes(mount, people);
    mountSnapshotRoutes(mount, { sessions, reader, health });
    mountCameraGrantRoutes(mount, new CameraGrantService({ journal, reader, newId }));
    mountCameraRoutes(mount, { cameras, encoders, health, node, sessions, viewings });
    mountSavedRoutes(mount, saved);
    mountScreenRoutes(mount, screens);
    mountCameraSheetRoutes(mount, { cameras, imports: new CameraImportService({ reader, cameras }), sessions });
    mountDeviceRoutes(mount, { node, devices, cameras });
    mountPtzRoutes(mount, { ptz, presets, sessions });
    mountGridRoutes(mount, {
      grids,
      members: new GridMemberService({ journal, reader, newId }),
      imports: new GridImportService({ journal, reader, newId, patterns }),
    });
    mountMediationRoutes(mount, new MediationService({ journal, reader, notices }));
    mountPlanRoutes(mount, new PlanService({ journal, reader, newId }));
    mountBaseMapRoutes(mount, { baseMap, sessions });
    mountPlaceRoutes(mount, {
      places: new PlaceService({ journal, reader }),
      imports: new PlaceImportService({ journal, reader, newId }),
    });
    mountMatterRoutes(
      mount,
      new MatterService({
        journal,
        reader,
        newId,
        unitNames: async (db) => (await unitStore.all(db)).map(({ name }) => name),
      }),
      sessions,
    );
    mountMomentRoutes(mount, moments);
    mountCalendarRoutes(
      mount,
      new CalendarService({
        ...{ journal, reader },
        onChanged: (change, before, after) => incidents.moveClocks(change, before, after),
      }),
    );
    mountAlertRoutes(mount, { alerts, shelves, sessions, reader, clock });
    mountIncidentRoutes(mount, { incidents, notices, reader });
    mountEvaluationRoutes(mount, evaluation, sessions);
    mountEvidenceRoutes(mount, { evidence, sessions });
    mountDutyRoutes(mount, duty);
    mountRosterRoutes(mount, { roster: new RosterService({ journal, reader, newId }), handovers });
    mountUnitRoutes(mount, units);
    mountCitizenRoutes(mount, new CitizenService({ journal, reader, clock, newId, incidents }), site);
    mountNoticeRoutes(mount, notices);
    mountRecordingRoutes(mount, { recordings, playback, exports, sessions });
    mountJournalRoutes(mount, { reader, journal, verifier });
    mountMediaRoutes(mount, { tokens, cameras, sessions, node, newId });
    mountOpenApiRoutes(mount, version);
    if (web.authority) mountTrustPage(app, web.authority);
    return mount;
  };
  const mediaPort = () => node.ports?.mediaPort ?? null;
  const headers = securityHeaders({
    ...{ secure, namedCertificate: secure && web.authority === null, mediaPort, scripts: consoleFiles.scripts },
    tileOrigins: baseMap.origins,
  });
  const { app, mount } = newHttpApp(headers, consoleFiles, mountRoutes);
  web.http.on('request', app);
  // After the app: it keeps its own requests only from those who listened before it, and two answers to one end the process.
  io.attach(web.http);

  // Nothing is reachable before all of it is there.
  const taken = await listen(web.http, wishes.console);
  opening.defer(sweepAgainAndAgain(sessions));
  if (startNode) {
    const start = nodeStart(settings, named, {
      doorUrl: door.url,
      doorToken,
      mediaTokenKey,
      build: consoleFiles.build,
      tls: web.files,
      dataFolder: folder,
    });
    opening.use(startChildNode(NODE_ENTRY, start));
    if (settings.demo.street) opening.use(await openStreet({ reader, cameras, say }));
  }

  const open = opening.move();
  return {
    url: `${secure ? 'https' : 'http'}://${reachable(settings.http.host)}:${taken.port}`,
    secure,
    portWasReplaced: taken.wasReplaced,
    firstPasswords: madeAccounts,
    firstPasswordsPath: firstPasswords.path,
    door: { url: door.url, token: doorToken },
    node,
    journal,
    sessions,
    alerts,
    clocks,
    webhook,
    duty,
    retention,
    mediaTokenKey,
    mounted: mount.mounted,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function wishedPorts({ http: { host, port }, media }: Settings, named: ReadonlySet<string>) {
  return {
    console: { host, port, portIsNamed: named.has('http.port'), what: 'the console' },
    media: { host, port: media.port, portIsNamed: named.has('media.port'), what: 'the media node' },
    rtc: { host, port: media.rtcPort, portIsNamed: named.has('media.rtcPort'), what: 'WebRTC' },
    rtsp: { host, port: media.rtspPort, portIsNamed: named.has('media.rtspPort'), what: 'RTSP' },
    rtmp: { host, port: media.rtmpPort, portIsNamed: named.has('media.rtmpPort'), what: 'RTMP' },
  } satisfies Record<string, Wish>;
}

type OfThisStart = Pick<NodeStart, 'doorUrl' | 'doorToken' | 'mediaTokenKey' | 'build' | 'tls'> & {
  dataFolder: string;
};

function nodeStart(
  settings: Settings,
  named: ReadonlySet<string>,
  { dataFolder, ...ofThisStart }: OfThisStart,
): NodeStart {
  const { http, media, live, recording, analysis, log, site } = settings;
  return {
    ...ofThisStart,
    host: http.host,
    port: media.port,
    portIsNamed: named.has('media.port'),
    rtcPort: media.rtcPort,
    rtcPortIsNamed: named.has('media.rtcPort'),
    consumersPerWorker: media.consumersPerWorker,
    rtspPort: media.rtspPort,
    rtspPortIsNamed: named.has('media.rtspPort'),
    rtmpPort: media.rtmpPort,
    rtmpPortIsNamed: named.has('media.rtmpPort'),
    announcedAddress: media.announcedAddress,
    workerBin: workerPath(),
    decoders: media.decoders,
    clipsFolder: media.clipsDir || join(dataFolder, 'clips'),
    live,
    recording: {
      folder: recording.dir || join(dataFolder, 'recordings'),
      timeZone: site.timeZone,
      segmentMs: recording.segmentMs,
    },
    searchInterfaces: settings.onvif.interfaces,
    analysis,
    logLevel: log.level,
  };
}

function sweepAgainAndAgain(sessions: SessionService): () => void {
  const timer = setInterval(() => {
    sessions.sweep().catch((thrown) => log.error({ err: thrown }, 'sessions were not swept'));
  }, SWEEP_EVERY_MS);
  return () => clearInterval(timer);
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (thrown) {
    throw new StartError(`settings refused\n  site.timeZone: ${timeZone} is no time zone`, { cause: thrown });
  }
}

/** An address to type, where the setting is every address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
