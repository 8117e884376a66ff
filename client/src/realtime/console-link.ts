/**
 * Everything that hangs on the connection of one signed-in person: opened after
 * sign-in, closed at sign-out.
 */
import type { Failure } from '../../../config/contract/errors.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { readWorkCalendarAnew, takeWorkCalendar } from '../calendar/work-calendar.ts';
import { readDutyAnew, takeDuty, takeDutyMoves } from '../duty/duty.ts';
import { readEvidenceAnew, takeEvidence } from '../incidents/evidence.ts';
import { readMattersAnew } from '../matters/matters.ts';
import { readPlacesAnew } from '../places/places.ts';
import { readPlansAnew } from '../plans/plans.ts';
import { openPtz } from '../ptz/ptz-store.ts';
import { readReportPointsAnew } from '../report-points/report-points.ts';
import { readRosterAnew } from '../roster/roster.ts';
import { readSavedAnew } from '../saved/saved-items.ts';
import { reportBy } from '../screens/screen-report.ts';
import { readScreensAnew, takeScreen, useScreenStates } from '../screens/screens.ts';
import { openTalk } from '../talk/push-to-talk.ts';
import { openVideo } from '../video/video-link.ts';
import { useConnection } from './connection-store.ts';
import { asking, type ConsoleSocket, newConsoleSocket } from './console-socket.ts';
import { gathering } from './gathering.ts';
import { JournalFeed } from './journal-feed.ts';
import { reloadWhenQuiet } from './reload.ts';
import { useSite } from './site-store.ts';
import { openSleepWatch } from './sleep-watch.ts';
import { readSnapshot, takeEarlySnapshot } from './snapshot.ts';
import { openTouchReport } from './touch.ts';

const TRY_AGAIN_MS = 1_000;
/** A page that was asleep itself connects again before it says that anything is lost. */
const WAKE_MS = 1_500;
/** By then a page that was opened has drawn what it shows. */
const FIRST_DRAWN_MS = 3_000;
const ENDS_SESSION: readonly string[] = ['NOT_SIGNED_IN', 'SESSION_ENDED', 'ACCOUNT_DISABLED'];

/** Lists that are read whole: with every snapshot, and when an entry says that one changed. */
const READ_ANEW: Partial<Record<JournalEntry['kind'], () => void>> = {
  matter: readMattersAnew,
  placeLayer: readPlacesAnew,
  plan: readPlansAnew,
  reportPoint: readReportPointsAnew,
  shift: readRosterAnew,
  handover: readRosterAnew,
  savedItem: readSavedAnew,
};

function readListsAnew(): void {
  for (const readAnew of Object.values(READ_ANEW)) readAnew();
  readScreensAnew();
  readWorkCalendarAnew();
  readEvidenceAnew();
  readDutyAnew();
}

export type ConsoleLinkNeeds = {
  onSignedOut: (why: Failure) => void;
  /** The person may have changed with the rights. */
  onRightsChanged: () => void;
  /** What was committed while this console looked on; nothing that was caught up or read anew. */
  onNews: (entry: JournalEntry) => void;
};

export function openConsoleLink({ onSignedOut, onRightsChanged, onNews }: ConsoleLinkNeeds): () => void {
  const socket = newConsoleSocket();
  const ask = asking(socket);
  const connection = useConnection.getState();
  const site = useSite.getState();
  const sleep = openSleepWatch();
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waking: ReturnType<typeof setTimeout> | undefined;
  let reading: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  let isUpToDate = false;

  // Many changes at once are shown at once: whoever draws them draws once.
  const news = gathering<{ entry: JournalEntry; isNews: boolean }>((gathered) => {
    site.put(gathered.map(({ entry }) => entry));
    for (const kind of new Set(gathered.map(({ entry }) => entry.kind))) READ_ANEW[kind]?.();
    for (const { entry, isNews } of gathered) {
      if (entry.kind === 'screen') takeScreen(entry);
      if (entry.kind === 'duty') takeDuty(entry);
      if (entry.kind === 'incidentEvidence') takeEvidence(entry);
      if (entry.kind === 'workCalendar') takeWorkCalendar(entry);
      if (isNews) onNews(entry);
    }
  });

  const feed = new JournalFeed(
    { snapshot: readSnapshot, entriesAfter: (seq, healthStamp) => ask('entriesAfter', { seq, healthStamp }) },
    {
      replace: (snapshot) => {
        news.flush();
        site.replace(snapshot);
        // What a page asks for when it opens is about as new as its first snapshot; what was read just before can wait.
        if (isFirst) reading = setTimeout(readListsAnew, FIRST_DRAWN_MS);
        else readListsAnew();
        isFirst = false;
      },
      put: (entry) => news.add({ entry, isNews: isUpToDate }),
      putHealth: site.putHealth,
      caughtUp: (caughtUp) => {
        news.flush();
        isUpToDate = caughtUp;
        if (socket.connected) connection.set({ state: caughtUp ? 'online' : 'catchingUp' });
      },
      failed: () => {
        if (socket.connected) retry = setTimeout(() => void feed.connected(), TRY_AGAIN_MS);
      },
    },
  );

  const heard = () => connection.set({ lastHeardAtMs: Date.now() });
  socket.onAny(heard);
  socket.io.on('ping', heard);
  socket.on('connect', () => {
    clearTimeout(waking);
    heard();
    void feed.connected();
  });
  socket.on('disconnect', () => {
    clearTimeout(retry);
    const lost = () => connection.set({ state: 'lost' });
    // The server too gives up a page that does not answer.
    if (sleep.justWoke()) waking = setTimeout(lost, WAKE_MS);
    else lost();
  });
  socket.on('connect_error', (error) => {
    const failure = refusalOf(error);
    if (failure && ENDS_SESSION.includes(failure.code)) return onSignedOut(failure);
    connection.set({ state: 'lost' });
    // A connection the server refused is not tried again by the library.
    if (!socket.active) retry = setTimeout(() => socket.connect(), TRY_AGAIN_MS);
  });
  socket.on('welcome', ({ build, seq, nowMs }) => {
    connection.set({ clockOffsetMs: nowMs - Date.now() });
    feed.welcomed(seq);
    reloadWhenQuiet(build);
  });
  socket.on('committed', (entry) => feed.committed(entry));
  socket.on('cameraHealth', site.putHealth);
  socket.on('rightsChanged', () => {
    onRightsChanged();
    void feed.readAnew();
  });
  socket.on('signedOut', onSignedOut);
  socket.on('dutyPositions', takeDutyMoves);
  socket.on('screenStates', useScreenStates.getState().take);
  reportBy((report) => {
    if (socket.connected) socket.emit('screenShows', report, () => {});
  });

  const closeVideo = openVideo(socket, ask);
  const closePtz = openPtz(socket, ask);
  const closeTalk = openTalk(socket, ask);
  const closeTouch = openTouchReport(() => void tellTouched(socket));
  connection.set({ state: 'connecting', lastHeardAtMs: Date.now() });
  // The server keeps what was open for a page whose connection broke; this one says that it goes.
  const leave = () => socket.disconnect();
  const comeBack = ({ persisted }: PageTransitionEvent) => persisted && socket.connect();
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  const early = takeEarlySnapshot();
  if (early) feed.begin(early);
  socket.connect();

  return () => {
    clearTimeout(retry);
    clearTimeout(waking);
    clearTimeout(reading);
    news.flush();
    sleep.close();
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
    reportBy(undefined);
    closeTouch();
    closeTalk();
    closePtz();
    closeVideo();
    socket.removeAllListeners();
    socket.io.off('ping', heard);
    socket.disconnect();
    site.forget();
  };
}

function tellTouched(socket: ConsoleSocket): void {
  if (socket.connected) socket.emit('touched', {}, () => {});
}

function refusalOf(error: Error): Failure | undefined {
  const data: unknown = Reflect.get(error, 'data');
  return typeof data === 'object' && data !== null && 'code' in data ? (data as Failure) : undefined;
}
