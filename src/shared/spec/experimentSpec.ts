import { z } from 'zod';
import { LabError } from '../errors.ts';
import {
  datasetIdSchema,
  findDataset,
  type DatasetCatalogue,
  type DatasetDescription,
} from '../dataset/datasetDescription.ts';
import {
  architectureSchema,
  inspectArchitecture,
  problemsOf,
  type ArchitectureReport,
} from './architecture.ts';
import { executionSchema } from './execution/index.ts';
import { wholeNumber } from './fields.ts';
import { trainingProblems, trainingSchema, type TrainingProblem } from './training/index.ts';

function partSchema(label: string) {
  const message = `${label} must be a whole number, or null for all`;
  return z.union([z.null(), z.int()], { error: message }).default(null);
}

const datasetSchema = z.strictObject({
  id: datasetIdSchema,
  /** How many of the training images to use, stratified; null means all. The data set sets the range. */
  samples: partSchema('samples'),
  /** How many of the test images the final evaluation uses; null means all. */
  testSamples: partSchema('testSamples'),
  /** The part of the training images kept for validation: 0.2 is the study's 48,000 / 12,000. */
  validationShare: z
    .number()
    .min(0.05, 'validationShare must be a number from 0.05 to 0.5')
    .max(0.5, 'validationShare must be a number from 0.05 to 0.5')
    .default(0.2),
});

/** Schema of everything that decides a run's result. */
export const experimentSpecSchema = z.strictObject({
  version: z.literal(1, { error: 'version must be 1' }),
  /** The family a run belongs to in tables: `cnn`, `cnn2`, `rnn`, or a name of the person's own. */
  model: z
    .string()
    .trim()
    .min(1, 'model must have a name')
    .max(80, 'model must be at most 80 characters'),
  dataset: datasetSchema,
  architecture: architectureSchema,
  training: trainingSchema,
  /** How the machine is used. */
  execution: executionSchema.prefault({}),
  seed: wholeNumber('seed', 0, 2_147_483_647),
});

/** Everything that decides a run's result: data, network, training, seed. */
export type ExperimentSpec = z.infer<typeof experimentSpecSchema>;

/** One thing wrong with a spec, at a dotted path such as `architecture.layers.2.rate`. */
export interface SpecProblem {
  readonly path: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** The outcome of checking a spec. */
export type SpecCheck =
  | { readonly ok: true; readonly spec: ExperimentSpec; readonly report: ArchitectureReport }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/**
 * Parses a spec and checks that there is its data and that its network can be built for it.
 *
 * @param input anything: a form's state, a parsed file
 * @param datasets the data sets that there are
 */
export function checkSpec(input: unknown, datasets: DatasetCatalogue): SpecCheck {
  const parsed = experimentSpecSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    const { dataset } = z.object({ dataset: datasetSchema }).safeParse(input).data ?? {};
    return { ok: false, problems: [...problems, ...(dataset ? partOf(dataset, datasets) : [])] };
  }
  const { architecture, dataset } = parsed.data;
  const description = findDataset(datasets, dataset.id);
  if (!description) return { ok: false, problems: partOf(dataset, datasets) };
  const { imageShape, classNames } = description;
  const report = inspectArchitecture(architecture, imageShape, classNames.length);
  const problems = [
    ...partOf(dataset, datasets),
    ...architectureProblems(report),
    ...trainingProblems(parsed.data.training, classNames.length).map(inTraining),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, spec: parsed.data, report };
}

/**
 * Parses a spec or throws.
 *
 * @throws LabError `bad-input` naming each field, what was wrong and what would be right
 */
export function parseSpec(input: unknown, datasets: DatasetCatalogue): ExperimentSpec {
  const check = checkSpec(input, datasets);
  if (check.ok) return check.spec;
  const [first] = check.problems;
  throw new LabError({
    code: 'bad-input',
    message: check.problems
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; '),
    hint: first?.hint ?? 'Correct the named fields',
    context: { problems: check.problems },
  });
}

function inTraining({ path, message, hint }: TrainingProblem): SpecProblem {
  return { path: `training.${path}`, message, hint };
}

/** The smallest parts of a data set that can be trained and tested on, or all of a smaller one. */
const SMALLEST_PART = { samples: 50, testSamples: 10 } as const;

/** How many training and test images a run on a data set may use: smallest and largest. */
export function partLimits({ trainCount, testCount }: DatasetDescription): {
  readonly samples: readonly [number, number];
  readonly testSamples: readonly [number, number];
} {
  return {
    samples: [Math.min(SMALLEST_PART.samples, trainCount), trainCount],
    testSamples: [Math.min(SMALLEST_PART.testSamples, testCount), testCount],
  };
}

/** What is wrong with the data that a spec names, and how much of it. */
function partOf(dataset: ExperimentSpec['dataset'], datasets: DatasetCatalogue): SpecProblem[] {
  const description = findDataset(datasets, dataset.id);
  if (!description) {
    const ids = datasets.map(({ id }) => id).join(', ');
    const message = `dataset must be ${datasets.length > 1 ? 'one of ' : ''}${ids}`;
    return [{ path: 'dataset.id', message, hint: 'Import the data set, or name another' }];
  }
  const limits = partLimits(description);
  return (['samples', 'testSamples'] as const).flatMap((field) => {
    if (dataset[field] === null) return [];
    const [issue] =
      wholeNumber(field, ...limits[field]).safeParse(dataset[field]).error?.issues ?? [];
    return issue ? [{ path: `dataset.${field}`, message: issue.message }] : [];
  });
}

function architectureProblems(report: ArchitectureReport): SpecProblem[] {
  return problemsOf(report).map(({ path, problem: { message, hint } }) => ({
    path,
    message,
    hint,
  }));
}
