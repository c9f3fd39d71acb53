import type { Page } from '@playwright/test';
import type { RunSummary } from '../../src/shared/model/run.ts';

/** What scenes find in the lab. */
export interface Stage {
  readonly page: Page;
  /** The first completed run of a preset. @throws when the lab has none */
  runOf(preset: string): RunSummary;
  /** The completed runs of the study's three models, the oldest first. */
  readonly study: readonly RunSummary[];
}

/** One picture of the documentation. */
export interface Scene {
  /** The picture's file, without its ending; a theme other than light is added to it. */
  readonly name: string;
  /** Its heading in docs/views.md. */
  readonly title: string;
  /** One sentence: what the view is for. */
  readonly says: string;
  /** Brings the view up, from wherever the window is; resolves once what it shows is there. */
  show(stage: Stage): Promise<void>;
  /** Leaves the window as it was, where leaving the view is not enough. */
  leave?(stage: Stage): Promise<void>;
  /** The view moves by itself: it is taken as it is. */
  readonly live?: boolean;
}
