import { z } from 'zod';
import { LabError } from '../errors.ts';
import { FASHION_MNIST } from '../dataset/fashionMnist.ts';
import {
  architectureSchema,
  inspectArchitecture,
  type ArchitectureReport,
} from './architecture.ts';
import { wholeNumber } from './fields.ts';
import { trainingProblems, trainingSchema, type TrainingProblem } from './training/index.ts';

const datasetSchema = z.strictObject({
  id: z.literal('fashion-mnist', { error: 'dataset must be fashion-mnist' }),
  /** How many of the 60,000 training images to use, stratified; null means all. */
  samples: z.union([z.null(), wholeNumber('samples', 50, 60_000)]).default(null),
  /** How many of the 10,000 test images the final evaluation uses; null means all. */
  testSamples: z.union([z.null(), wholeNumber('testSamples', 10, 10_000)]).default(null),
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
 * Parses a spec and checks that its network can be built for its data.
 *
 * @param input anything: a form's state, a parsed file
 */
export function checkSpec(input: unknown): SpecCheck {
  const parsed = experimentSpecSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    return { ok: false, problems };
  }
  const { imageShape, classNames } = FASHION_MNIST;
  const report = inspectArchitecture(parsed.data.architecture, imageShape, classNames.length);
  const problems = [
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
export function parseSpec(input: unknown): ExperimentSpec {
  const check = checkSpec(input);
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

function architectureProblems(report: ArchitectureReport): SpecProblem[] {
  const problems: SpecProblem[] = [];
  report.layers.forEach((layer, index) => {
    if (layer.status !== 'error') return;
    const { field, message, hint } = layer.problem;
    const path = `architecture.layers.${index}${field === undefined ? '' : `.${field}`}`;
    problems.push({ path, message, hint });
  });
  if (report.problem) {
    const { message, hint } = report.problem;
    problems.push({ path: 'architecture.layers', message, hint });
  }
  return problems;
}
