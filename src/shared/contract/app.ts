import { z } from 'zod';
import type { Environment } from './trainerProtocol.ts';
import { tableStateSchema } from './tableState.ts';

/** Schema of what the person chose for the app. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** The sidebar shows icons only. */
  sidebarCollapsed: z.boolean().default(false),
  /** The table of runs as it was left. */
  runsTable: tableStateSchema.optional(),
});

/** What the person chose for the app. */
export type Settings = z.infer<typeof settingsSchema>;

/** A part the app runs on. */
export interface PartVersion {
  readonly name: string;
  readonly version: string;
}

/** What the Settings place shows. */
export interface AppInfo {
  readonly version: string;
  /** The lab's folder. */
  readonly home: string;
  readonly databaseBytes: number;
  readonly runs: number;
  readonly parts: readonly PartVersion[];
  /** What the latest run that was trained on this machine said of it; null before there is one. */
  readonly environment: Environment | null;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
}
