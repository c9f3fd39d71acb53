import {
  createRouter,
  createWebHashHistory,
  type Router,
  type RouteComponent,
  type RouteRecordRaw,
} from 'vue-router';

/** A place of the sidebar. */
export interface Place {
  /** The route's name; `nav-NAME` is the link's test id. */
  readonly name: 'runs' | 'new' | 'compare' | 'data' | 'study' | 'settings';
  readonly path: string;
  readonly title: string;
}

/** The places, in the sidebar's order; Ctrl+1, Ctrl+2 … go there. */
export const PLACES: readonly Place[] = [
  { name: 'runs', path: '/runs', title: 'Runs' },
  { name: 'new', path: '/new', title: 'New run' },
  { name: 'compare', path: '/compare', title: 'Compare' },
  { name: 'data', path: '/data', title: 'Data' },
  { name: 'study', path: '/study', title: 'Study' },
  { name: 'settings', path: '/settings', title: 'Settings' },
];

declare module 'vue-router' {
  interface RouteMeta {
    /** The place's name in the header and the window's title. */
    readonly title?: string;
  }
}

/** A view, or how to load it when it is first needed. */
export type View = RouteComponent | (() => Promise<RouteComponent>);

/**
 * The window's router. Hash history, because the page is one file of a scheme without a server.
 *
 * @param views what each place shows, and `run`, which is one run; given by main.ts, so that views may
 *   know the places without the places knowing the views
 */
export function createAppRouter(views: Readonly<Record<Place['name'] | 'run', View>>): Router {
  const places = PLACES.map(({ name, path, title }): RouteRecordRaw => ({
    path,
    name,
    component: views[name],
    meta: { title },
  }));
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: '/runs' },
      ...places,
      { path: '/runs/:id', name: 'run', component: views.run, props: true, meta: { title: 'Run' } },
      { path: '/:rest(.*)*', redirect: '/runs' },
    ],
  });
}
