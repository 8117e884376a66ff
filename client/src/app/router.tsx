/** The addresses of the console. What a screen shows is in its address, so that it can be sent and kept. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import type { Action } from '../../../config/contract/rights.ts';
import { AlertsPage } from '../alerts/AlertsPage.tsx';
import { failureOf } from '../api/failure.ts';
import { BoardSearch } from '../board/board-search.ts';
import { EvaluationSearch } from '../evaluation/evaluation-search.ts';
import { readFieldSession } from '../field/field-session.ts';
import { isForPhone } from '../field/for-phone.ts';
import { BareFrame } from '../frame/BareFrame.tsx';
import { Frame } from '../frame/Frame.tsx';
import { WORKSPACES } from '../frame/workspaces.ts';
import { Loading } from '../kit/ListState.tsx';
import { NotFound, StartFailed } from '../kit/Nowhere.tsx';
import { MapSearch } from '../map/map-search.ts';
import { askEarlySnapshot } from '../realtime/snapshot.ts';
import { mayEnter } from '../session/refusal.rules.ts';
import { SignInPage } from '../session/SignInPage.tsx';
import { readSession } from '../session/session.ts';
import { WallPage } from '../wall/WallPage.tsx';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];
const SignInSearch = z.object({
  next: z.string().optional().catch(undefined),
  reason: z.enum(codes).optional().catch(undefined),
});
const WallSearch = z.object({
  layout: z.coerce.string().optional().catch(undefined),
  slots: z.coerce.string().optional().catch(undefined),
});
const PlaybackSearch = z.object({
  /** Ids with commas between them. */
  camera: z.string().optional().catch(undefined),
  at: z.coerce.number().int().optional().catch(undefined),
  /** The marked range. */
  from: z.coerce.number().int().optional().catch(undefined),
  to: z.coerce.number().int().optional().catch(undefined),
});
const PeopleSearch = z.object({ tab: z.enum(['rights', 'units']).optional().catch(undefined) });
const GridSearch = z.object({ grid: z.string().optional().catch(undefined) });
const MattersSearch = z.object({
  tab: z.enum(['calendar', 'plans']).optional().catch(undefined),
  matter: z.string().optional().catch(undefined),
});
const RosterSearch = z.object({
  /** Any of the week. */
  day: z.iso.date().optional().catch(undefined),
  shift: z.string().optional().catch(undefined),
});
const IncidentSearch = z.object({ incident: z.string().optional().catch(undefined) });

const FieldSearch = z.object({
  tab: z.enum(['report', 'grids', 'notices']).optional().catch(undefined),
  incident: z.string().optional().catch(undefined),
});

const SIGNED_OUT: readonly string[] = ['NOT_SIGNED_IN', 'SESSION_ENDED', 'ACCOUNT_DISABLED'];

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: SignInSearch,
  component: SignInPage,
});

const signedIn = knownBy(readSession);

function knownBy(read: typeof readSession) {
  return async ({ location }: { location: { href: string } }) => {
    try {
      const session = await read();
      askEarlySnapshot();
      return { session };
    } catch (thrown) {
      if (!SIGNED_OUT.includes(failureOf(thrown).code)) throw thrown;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href }, replace: true });
    }
  };
}

const console = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: signedIn,
  component: Frame,
  pendingComponent: Loading,
  errorComponent: StartFailed,
});

/** What fills a whole monitor. */
const bare = createRoute({
  getParentRoute: () => root,
  id: 'bare',
  beforeLoad: signedIn,
  component: BareFrame,
  pendingComponent: Loading,
  errorComponent: StartFailed,
});
const screen = createRoute({
  getParentRoute: () => bare,
  path: '/screen/$screenId',
  component: lazyRouteComponent(() => import('../screens/ScreenPage.tsx'), 'ScreenPage'),
  pendingComponent: Loading,
});
const screenChoice = createRoute({
  getParentRoute: () => bare,
  path: '/screen',
  validateSearch: z.object({ choose: z.coerce.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/ScreenChoicePage.tsx'), 'ScreenChoicePage'),
  pendingComponent: Loading,
});
const popOut = createRoute({
  getParentRoute: () => bare,
  path: '/pop-out',
  validateSearch: WallSearch,
  component: lazyRouteComponent(() => import('../screens/PopOutPage.tsx'), 'PopOutPage'),
  pendingComponent: Loading,
});

/** The phone page knows who is there without signal too. */
const fieldFrame = createRoute({
  getParentRoute: () => root,
  id: 'field-frame',
  beforeLoad: knownBy(readFieldSession),
  component: lazyRouteComponent(() => import('../field/FieldFrame.tsx'), 'FieldFrame'),
  pendingComponent: Loading,
  errorComponent: StartFailed,
});

const requires =
  (right: Action) =>
  ({ context: { session } }: { context: { session: Awaited<ReturnType<typeof readSession>> } }) => {
    if (!mayEnter(session.person, right)) throw redirect({ to: '/', replace: true });
  };

const home = createRoute({
  getParentRoute: () => console,
  path: '/',
  beforeLoad: ({ context: { session } }) => {
    if (session.person.role === 'screen') throw redirect({ to: '/screen', replace: true });
    if (isForPhone(session.person)) throw redirect({ to: '/field', replace: true });
    const first = WORKSPACES.find(({ right }) => mayEnter(session.person, right));
    throw redirect({ to: first?.to ?? '/sign-in', replace: true });
  },
});
const wall = createRoute({
  getParentRoute: () => console,
  path: '/wall',
  validateSearch: WallSearch,
  beforeLoad: requires('camera.watch'),
  component: WallPage,
});
const playback = createRoute({
  getParentRoute: () => console,
  path: '/playback',
  validateSearch: PlaybackSearch,
  beforeLoad: requires('recording.view'),
  component: lazyRouteComponent(() => import('../playback/PlaybackPage.tsx'), 'PlaybackPage'),
  pendingComponent: Loading,
});
const map = createRoute({
  getParentRoute: () => console,
  path: '/map',
  validateSearch: MapSearch,
  beforeLoad: requires('grid.view'),
  component: lazyRouteComponent(() => import('../map/MapPage.tsx'), 'MapPage'),
  pendingComponent: Loading,
});
const today = createRoute({
  getParentRoute: () => console,
  path: '/today',
  beforeLoad: requires('alert.view'),
  component: lazyRouteComponent(() => import('../today/TodayBoard.tsx'), 'TodayBoard'),
  pendingComponent: Loading,
});
const alerts = createRoute({
  getParentRoute: () => console,
  path: '/alerts',
  beforeLoad: requires('alert.view'),
  component: AlertsPage,
});
const incidents = createRoute({
  getParentRoute: () => console,
  path: '/incidents',
  validateSearch: IncidentSearch,
  beforeLoad: requires('incident.view'),
  component: lazyRouteComponent(() => import('../incidents/IncidentsPage.tsx'), 'IncidentsPage'),
});
const board = createRoute({
  getParentRoute: () => console,
  path: '/board',
  validateSearch: BoardSearch,
  beforeLoad: requires('incident.view'),
  component: lazyRouteComponent(() => import('../board/BoardPage.tsx'), 'BoardPage'),
  pendingComponent: Loading,
});
const roster = createRoute({
  getParentRoute: () => console,
  path: '/roster',
  validateSearch: RosterSearch,
  beforeLoad: requires('duty.view'),
  component: lazyRouteComponent(() => import('../roster/RosterPage.tsx'), 'RosterPage'),
  pendingComponent: Loading,
});
const evaluation = createRoute({
  getParentRoute: () => console,
  path: '/evaluation',
  validateSearch: EvaluationSearch,
  beforeLoad: requires('evaluation.view'),
  component: lazyRouteComponent(() => import('../evaluation/EvaluationPage.tsx'), 'EvaluationPage'),
  pendingComponent: Loading,
});
const matters = createRoute({
  getParentRoute: () => console,
  path: '/matters',
  validateSearch: MattersSearch,
  beforeLoad: requires('matter.view'),
  component: lazyRouteComponent(() => import('../matters/MattersPage.tsx'), 'MattersPage'),
});
const cameras = createRoute({
  getParentRoute: () => console,
  path: '/cameras',
  beforeLoad: requires('camera.configure'),
  component: lazyRouteComponent(() => import('../cameras/CamerasPage.tsx'), 'CamerasPage'),
});
const grids = createRoute({
  getParentRoute: () => console,
  path: '/grids',
  validateSearch: GridSearch,
  beforeLoad: requires('grid.view'),
  component: lazyRouteComponent(() => import('../grids/GridsPage.tsx'), 'GridsPage'),
  pendingComponent: Loading,
});
const reportPoints = createRoute({
  getParentRoute: () => console,
  path: '/report-points',
  beforeLoad: requires('grid.view'),
  component: lazyRouteComponent(() => import('../report-points/ReportPointsPage.tsx'), 'ReportPointsPage'),
  pendingComponent: Loading,
});
const places = createRoute({
  getParentRoute: () => console,
  path: '/grids/places',
  beforeLoad: requires('grid.view'),
  component: lazyRouteComponent(() => import('../places/PlacesPage.tsx'), 'PlacesPage'),
  pendingComponent: Loading,
});
const people = createRoute({
  getParentRoute: () => console,
  path: '/people',
  validateSearch: PeopleSearch,
  beforeLoad: requires('people.manage'),
  component: lazyRouteComponent(() => import('../people/PeoplePage.tsx'), 'PeoplePage'),
});
const journal = createRoute({
  getParentRoute: () => console,
  path: '/journal',
  beforeLoad: requires('journal.read'),
  component: lazyRouteComponent(() => import('../journal/JournalPage.tsx'), 'JournalPage'),
});

const network = createRoute({
  getParentRoute: () => console,
  path: '/network',
  beforeLoad: requires('camera.watch'),
  component: lazyRouteComponent(() => import('../network/NetworkPage.tsx'), 'NetworkPage'),
});

const field = createRoute({
  getParentRoute: () => fieldFrame,
  path: '/field',
  validateSearch: FieldSearch,
  beforeLoad: requires('incident.report'),
  component: lazyRouteComponent(() => import('../field/FieldPage.tsx'), 'FieldPage'),
  pendingComponent: Loading,
});

const routeTree = root.addChildren([
  signIn,
  console.addChildren([
    ...[
      home,
      wall,
      playback,
      map,
      today,
      alerts,
      incidents,
      board,
      roster,
      evaluation,
      matters,
      cameras,
      grids,
      reportPoints,
      places,
      people,
      journal,
      network,
    ],
  ]),
  bare.addChildren([screen, screenChoice, popOut]),
  fieldFrame.addChildren([field]),
]);

export const router = createRouter({ routeTree, defaultPendingComponent: Loading, defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
