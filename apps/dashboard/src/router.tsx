import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { queries } from './api/queries.js';
import { ProblemError } from './api/request.js';
import { EpisodesPage } from './pages/episodes/episodes-page.js';
import { NewShowPage } from './pages/shows/new-show-page.js';
import { ShowsPage } from './pages/shows/shows-page.js';
import { SignInPage } from './pages/sign-in/sign-in-page.js';
import { NotFound } from './shell/not-found.js';
import { PageError } from './shell/page-error.js';
import { Shell } from './shell/shell.js';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context }) => {
    try {
      await context.queryClient.ensureQueryData(queries.me());
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) throw redirect({ to: '/sign-in' });
      throw error;
    }
  },
});

const shows = createRoute({ getParentRoute: () => inside, path: '/', component: ShowsPage });
const newShow = createRoute({ getParentRoute: () => inside, path: '/shows/new', component: NewShowPage });
const episodes = createRoute({
  getParentRoute: () => inside,
  path: '/shows/$showId',
  validateSearch: z.object({ page: z.number().int().min(1).optional().catch(undefined) }),
  component: EpisodesPage,
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/shows/$showId/settings',
  component: lazyRouteComponent(
    () => import('./pages/show-settings/show-settings-page.js'),
    'ShowSettingsPage',
  ),
});
const keys = createRoute({
  getParentRoute: () => inside,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/keys/keys-page.js'), 'KeysPage'),
});
const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: z.object({
    q: z.string().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/search/search-page.js'), 'SearchPage'),
});

const asked = z.object({ q: z.string().optional().catch(undefined) });
const askShow = createRoute({
  getParentRoute: () => inside,
  path: '/shows/$showId/ask',
  validateSearch: asked,
  component: lazyRouteComponent(() => import('./pages/ask/ask-page.js'), 'AskShowPage'),
});

const topics = createRoute({
  getParentRoute: () => inside,
  path: '/shows/$showId/topics',
  component: lazyRouteComponent(() => import('./pages/topics/topics-page.js'), 'TopicsPage'),
});

const episode = createRoute({
  getParentRoute: () => inside,
  path: '/episodes/$episodeId',
  /** `t`: the moment to stand at, in source milliseconds. */
  validateSearch: z.object({ t: z.number().nonnegative().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/episode/episode-page.js'), 'EpisodePage'),
});
const review = createRoute({
  getParentRoute: () => episode,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/review/review-page.js'), 'ReviewPage'),
});
const chapters = createRoute({
  getParentRoute: () => episode,
  path: '/chapters',
  component: lazyRouteComponent(() => import('./pages/chapters/chapters-page.js'), 'ChaptersPage'),
});
const notes = createRoute({
  getParentRoute: () => episode,
  path: '/notes',
  component: lazyRouteComponent(() => import('./pages/notes/notes-page.js'), 'NotesPage'),
});
const askEpisode = createRoute({
  getParentRoute: () => episode,
  path: '/ask',
  validateSearch: asked,
  component: lazyRouteComponent(() => import('./pages/ask/ask-page.js'), 'AskEpisodePage'),
});
const publish = createRoute({
  getParentRoute: () => episode,
  path: '/publish',
  component: lazyRouteComponent(() => import('./pages/publish/publish-page.js'), 'PublishPage'),
});
const progress = createRoute({
  getParentRoute: () => episode,
  path: '/progress',
  component: lazyRouteComponent(() => import('./pages/progress/progress-page.js'), 'ProgressPage'),
});

const tree = root.addChildren([
  signIn,
  inside.addChildren([
    shows,
    newShow,
    episodes,
    settings,
    keys,
    search,
    askShow,
    topics,
    episode.addChildren([review, chapters, notes, askEpisode, publish, progress]),
  ]),
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultErrorComponent: PageError,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
