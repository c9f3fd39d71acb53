import type { Command } from '../command.ts';
import { archive, deleteRuns, note, restore, tag } from './annotate.ts';
import { exportBundle, importBundle } from './bundle.ts';
import { compare } from './compare.ts';
import { dataset } from './dataset.ts';
import { estimate } from './estimate.ts';
import { extend } from './extend.ts';
import { predict } from './predict.ts';
import { presets } from './presets.ts';
import { reproduce } from './reproduce.ts';
import { resume } from './resume.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { show } from './show.ts';
import { stop } from './stop.ts';
import { verify } from './verify.ts';

/** Every command, in the order that help lists them. */
export const COMMANDS: readonly Command[] = [
  dataset,
  presets,
  estimate,
  run,
  stop,
  resume,
  extend,
  runs,
  show,
  tag,
  note,
  archive,
  deleteRuns,
  restore,
  predict,
  compare,
  reproduce,
  verify,
  exportBundle,
  importBundle,
];
