import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import RunsView from './views/RunsView.vue';

/** A place of the sidebar. */
export interface Place {
  /** The route's name; `nav-NAME` is the link's test id. */
  readonly name: 'runs' | 'new' | 'compare' | 'data' | 'settings';
  readonly path: string;
  readonly title: string;
}

/** The places, in the sidebar's order; Ctrl+1, Ctrl+2 … go there. */
export const PLACES: readonly Place[] = [
  { name: 'runs', path: '/runs', title: 'Runs' },
  { name: 'new', path: '/new', title: 'New run' },
  { name: 'compare', path: '/compare', title: 'Compare' },
  { name: 'data', path: '/data', title: 'Data' },
  { name: 'settings', path: '/settings', title: 'Settings' },
];

const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/runs' },
  { path: '/runs', name: 'runs', component: RunsView, meta: { title: 'Runs' } },
  {
    path: '/runs/:id',
    name: 'run',
    component: () => import('./views/RunView.vue'),
    props: true,
    meta: { title: 'Run' },
  },
  {
    path: '/new',
    name: 'new',
    component: () => import('./views/NewRunView.vue'),
    meta: { title: 'New run' },
  },
  {
    path: '/compare',
    name: 'compare',
    component: () => import('./views/CompareView.vue'),
    meta: { title: 'Compare' },
  },
  {
    path: '/data',
    name: 'data',
    component: () => import('./views/DataView.vue'),
    meta: { title: 'Data' },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./views/SettingsView.vue'),
    meta: { title: 'Settings' },
  },
  { path: '/:rest(.*)*', redirect: '/runs' },
];

declare module 'vue-router' {
  interface RouteMeta {
    /** The place's name in the header and the window's title. */
    readonly title?: string;
  }
}

/** The window's router. Hash history, because the page is one file of a scheme without a server. */
export const router = createRouter({ history: createWebHashHistory(), routes: [...routes] });
