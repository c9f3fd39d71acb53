import { RUN_STATES } from '../model/runState.ts';
import { METRIC_KEYS } from './metricKeys.ts';
import type { RunKey, RunKeyType } from './runKey.ts';

const field = (
  name: string,
  title: string,
  type: RunKeyType,
  about: string,
  more: Pick<RunKey, 'unit' | 'values'> = {},
): RunKey => ({ name, title, type, about, source: { kind: 'field' }, ...more });

/** Keys that are part of a run itself. */
export const FIELD_KEYS: readonly RunKey[] = [
  field('name', 'Name', 'text', 'What the run is called'),
  field('model', 'Model', 'text', 'The family it belongs to, such as cnn'),
  field('state', 'State', 'text', 'Queued, running, completed …', { values: RUN_STATES }),
  field('tag', 'Tags', 'text', 'One of its tags'),
  field('experiment', 'Experiment', 'text', 'Name of the experiment that holds it'),
  field('note', 'Note', 'text', 'The text of its note'),
  field('favourite', 'Favourite', 'boolean', 'Marked with a star'),
  field('archived', 'Archived', 'boolean', 'Put away; hidden unless a filter asks for it'),
  field('number', '#', 'number', 'Counts the runs of the lab from 1'),
  field('seed', 'Seed', 'number', 'What its random numbers start from'),
  field('epochs', 'Epochs planned', 'number', 'Epochs it was to train', { unit: 'count' }),
  field('epochs_done', 'Epochs', 'number', 'Epochs done', { unit: 'count' }),
  field('best_epoch', 'Best epoch', 'number', 'Epoch of the best validation accuracy'),
  field('test_accuracy', 'Test acc.', 'number', 'Accuracy on the test images at the end', {
    unit: 'share',
  }),
  field('test_loss', 'Test loss', 'number', 'Loss on the test images at the end', {
    unit: 'loss',
  }),
  field('parameters', 'Parameters', 'number', 'Weights of the network', { unit: 'count' }),
  field('training_time', 'Train time', 'number', 'Seconds spent training, waiting excluded', {
    unit: 'seconds',
  }),
  field('waiting_time', 'Wait time', 'number', 'Seconds from being queued to its start', {
    unit: 'seconds',
  }),
  field('created', 'Created', 'time', 'When it was queued'),
  field('started', 'Started', 'time', 'When it began to train'),
  field('finished', 'Finished', 'time', 'When it ended'),
  field('recipe', 'Recipe', 'text', 'Equal for runs that differ in the seed alone'),
];

const FIXED: ReadonlyMap<string, RunKey> = new Map(
  [...FIELD_KEYS, ...METRIC_KEYS].map((key) => [key.name, key]),
);

/** Parts of a spec whose values are hyperparameters. */
const SPEC_PATH = /^(dataset|architecture|training)(\.[A-Za-z0-9_]+)+$/;

/** The key of a canonical name; undefined when there is none. */
export function findRunKey(name: string): RunKey | undefined {
  return FIXED.get(name) ?? (SPEC_PATH.test(name) ? paramKey(name) : undefined);
}

/** The key of a hyperparameter at a dotted path of the spec. */
export function paramKey(path: string): RunKey {
  return {
    name: path,
    title: path,
    type: 'param',
    source: { kind: 'param', key: path },
    about: `Hyperparameter ${path}`,
  };
}
