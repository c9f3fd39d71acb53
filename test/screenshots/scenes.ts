import { COMPARE_SCENES } from './compareScenes.ts';
import { NEW_RUN_SCENES } from './newRunScenes.ts';
import { APP_SCENES, DATA_SCENES, RUNS_SCENES, STUDY_SCENES } from './placeScenes.ts';
import { RUN_SCENES } from './runScenes.ts';
import type { Scene } from './scene.ts';

/** Every picture of the documentation, in the sidebar's order. */
export const SCENES: readonly Scene[] = [
  ...RUNS_SCENES,
  ...RUN_SCENES,
  ...NEW_RUN_SCENES,
  ...COMPARE_SCENES,
  ...DATA_SCENES,
  ...STUDY_SCENES,
  ...APP_SCENES,
];
