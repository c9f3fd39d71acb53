import './noEval.ts';
import './styles/index.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { toLabError } from '../shared/errors.ts';
import App from './App.vue';
import { createAppRouter } from './router.ts';
import { useToastStore } from './stores/toastStore.ts';
import RunsView from './views/RunsView.vue';

const router = createAppRouter({
  runs: RunsView,
  run: () => import('./views/RunView.vue'),
  new: () => import('./views/NewRunView.vue'),
  compare: () => import('./views/CompareView.vue'),
  data: () => import('./views/DataView.vue'),
  study: () => import('./views/StudyView.vue'),
  settings: () => import('./views/SettingsView.vue'),
});

const app = createApp(App).use(createPinia()).use(router);

// A fault of the window itself: the person sees that something went wrong, the console sees all of it.
app.config.errorHandler = (thrown) => {
  reportError(thrown);
  useToastStore().showError(toLabError(thrown));
};

app.mount('#app');
