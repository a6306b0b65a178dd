import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

interface Search {
  readonly [key: string]: string | undefined;
}

const rootRoute = createRootRoute({ component: Outlet });
const search = (found: Readonly<Record<string, unknown>>): Search =>
  Object.fromEntries(Object.entries(found).map(([key, value]) => [key, typeof value === 'string' || typeof value === 'number' ? String(value) : undefined]));

const signIn = createRoute({ getParentRoute: () => rootRoute, path: '/sign-in', component: SignIn });
const signInStep = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/step',
  component: lazyRouteComponent(() => import('./sign-in-step.tsx'), 'SignInStep'),
});
const signInReturn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/return',
  component: lazyRouteComponent(() => import('./sign-in-return.tsx'), 'SignInReturn'),
});
const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: search,
  component: lazyRouteComponent(() => import('./setup.tsx'), 'Setup'),
});
const shell = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell });
const page = { getParentRoute: () => shell, validateSearch: search } as const;

const pages = [
  createRoute({ ...page, path: '/', component: lazyRouteComponent(() => import('./todo.tsx'), 'Todo') }),
  createRoute({ ...page, path: '/mine', component: lazyRouteComponent(() => import('./mine.tsx'), 'Mine') }),
  createRoute({ ...page, path: '/search', component: lazyRouteComponent(() => import('./search.tsx'), 'Search') }),
  createRoute({ ...page, path: '/agenda', component: lazyRouteComponent(() => import('./agenda.tsx'), 'Agenda') }),
  createRoute({ ...page, path: '/start', component: lazyRouteComponent(() => import('./start.tsx'), 'Start') }),
  createRoute({ ...page, path: '/start/$kind', component: lazyRouteComponent(() => import('./new-matter.tsx'), 'NewMatter') }),
  createRoute({ ...page, path: '/matters/$matterId', component: lazyRouteComponent(() => import('./matter-page.tsx'), 'MatterPage') }),
  createRoute({ ...page, path: '/registers', component: lazyRouteComponent(() => import('./registers.tsx'), 'Registers') }),
  createRoute({ ...page, path: '/registers/$register', component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage') }),
  createRoute({ ...page, path: '/deeds', component: lazyRouteComponent(() => import('./deeds.tsx'), 'Deeds') }),
  createRoute({ ...page, path: '/deeds/$verb', component: lazyRouteComponent(() => import('./deed-page.tsx'), 'DeedPage') }),
  createRoute({ ...page, path: '/regulations', component: lazyRouteComponent(() => import('./regulations.tsx'), 'Regulations') }),
  createRoute({ ...page, path: '/regulations/new', component: lazyRouteComponent(() => import('./new-version.tsx'), 'NewVersion') }),
  createRoute({ ...page, path: '/regulations/drafts/$draftId', component: lazyRouteComponent(() => import('./regulation-draft.tsx'), 'RegulationDraft') }),
  createRoute({ ...page, path: '/regulations/$title', component: lazyRouteComponent(() => import('./law-page.tsx'), 'Law') }),
  createRoute({ ...page, path: '/people', component: lazyRouteComponent(() => import('./people.tsx'), 'People') }),
  createRoute({ ...page, path: '/duties', component: lazyRouteComponent(() => import('./duties.tsx'), 'Duties') }),
  createRoute({ ...page, path: '/resolutions', component: lazyRouteComponent(() => import('./resolutions.tsx'), 'Resolutions') }),
  createRoute({ ...page, path: '/log', component: lazyRouteComponent(() => import('./log.tsx'), 'Log') }),
  createRoute({ ...page, path: '/imports', component: lazyRouteComponent(() => import('./imports.tsx'), 'Imports') }),
  createRoute({ ...page, path: '/imports/$batchId', component: lazyRouteComponent(() => import('./import-batch.tsx'), 'ImportBatch') }),
  createRoute({ ...page, path: '/inspection-packs', component: lazyRouteComponent(() => import('./inspection-packs.tsx'), 'InspectionPacks') }),
  createRoute({ ...page, path: '/notices', component: lazyRouteComponent(() => import('./notices.tsx'), 'Notices') }),
  createRoute({ ...page, path: '/reports', component: lazyRouteComponent(() => import('./reports.tsx'), 'Reports') }),
  createRoute({ ...page, path: '/control', component: lazyRouteComponent(() => import('./control.tsx'), 'Control') }),
  createRoute({ ...page, path: '/vehicles', component: lazyRouteComponent(() => import('./vehicles.tsx'), 'Vehicles') }),
  createRoute({ ...page, path: '/account', component: lazyRouteComponent(() => import('./account.tsx'), 'Account') }),
  createRoute({ ...page, path: '/security', component: lazyRouteComponent(() => import('./security.tsx'), 'Security') }),
  createRoute({ ...page, path: '/overview', component: lazyRouteComponent(() => import('./overview.tsx'), 'Overview') }),
];

export const router = createRouter({
  routeTree: rootRoute.addChildren([signIn, signInStep, signInReturn, setup, shell.addChildren(pages)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});
