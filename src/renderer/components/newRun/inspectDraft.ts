import {
  findDataset,
  type DatasetCatalogue,
  type DatasetDescription,
} from '../../../shared/dataset/datasetDescription.ts';
import {
  inputShape,
  inspectArchitecture,
  problemsOf,
  type Architecture,
  type ArchitectureReport,
} from '../../../shared/spec/architecture.ts';
import {
  checkSpec,
  partLimits,
  type ExperimentSpec,
  type SpecProblem,
} from '../../../shared/spec/experimentSpec.ts';
import type { LayerProblem, LayerReport } from '../../../shared/spec/layerDefinition.ts';
import { inspectLayers, layerSchema, type Layer } from '../../../shared/spec/layers/index.ts';
import type { Shape } from '../../../shared/spec/shape.ts';
import { formatCount } from '../../format.ts';
import type { DraftSpec } from './draft.ts';
import { innerDraftLayers, type DraftLayer } from './draftLayer.ts';
import { draftPath, plainLayer, plainSpec } from './draftNetwork.ts';

/** Something wrong with a draft, at a dotted path. */
export interface DraftProblem extends SpecProblem {
  /** What inference said, when it is about the network; fixes are found from it. */
  readonly layer?: LayerProblem;
  /** Whether it is the network's as a whole, wherever it shows. */
  readonly whole?: boolean;
}

/** All that can be said of a draft at once. */
export interface DraftInspection {
  /** The parsed spec; null while there are problems. */
  readonly spec: ExperimentSpec | null;
  readonly problems: readonly DraftProblem[];
  /** By a layer's id, those inside blocks too; one that is switched off has none. */
  readonly layers: ReadonlyMap<number, LayerReport>;
  /** The network up to its first layer with a wrong option; null while there is none. */
  readonly readable: Architecture | null;
  /** Whether every layer was understood, so that the totals are of the whole network. */
  readonly complete: boolean;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  readonly multiplyAdds: number;
}

/** What the form says of its own fields, where the spec's words would not fit them. */
function ownMessages(dataset: DatasetDescription | undefined): Readonly<Record<string, string>> {
  if (!dataset) return { 'dataset.id': 'This data set is not in the lab' };
  const limits = partLimits(dataset);
  const message = ([least, most]: readonly [number, number]): string =>
    `Must be a whole number from ${formatCount(least)} to ${formatCount(most)}, or empty for all`;
  return {
    'dataset.samples': message(limits.samples),
    'dataset.testSamples': message(limits.testSamples),
  };
}

/**
 * Checks a draft and infers what its network does, as far as its layers can be read:
 * a layer with a wrong option ends what is known, the layers before it keep their shapes.
 *
 * @param datasets those that it may name
 */
export function inspectDraft(draft: DraftSpec, datasets: DatasetCatalogue): DraftInspection {
  const check = checkSpec(plainSpec(draft), datasets);
  const dataset = findDataset(datasets, draft.dataset.id);
  const messages = ownMessages(dataset);
  const { input, layers } = draft.architecture;
  const reports = new Map<number, LayerReport>();
  const entering = dataset ? inputShape({ input, layers: [] }, dataset.imageShape) : null;
  collect(layers, entering, reports);
  const { report, all, readable } = inspectReadable(draft, dataset);
  const network = networkProblems(report, all);
  const schema = check.ok
    ? []
    : check.problems.filter(({ path }) => !network.some((problem) => problem.path === path));
  const problems = [...schema.map((problem) => withOwnMessage(problem, messages)), ...network];
  return {
    spec: check.ok ? check.spec : null,
    problems: problems.map((problem) => ({ ...problem, path: draftPath(draft, problem.path) })),
    layers: reports,
    readable,
    complete: all && report?.output !== null && report !== null,
    trainableParameters: report?.trainableParameters ?? 0,
    nonTrainableParameters: report?.nonTrainableParameters ?? 0,
    multiplyAdds: report?.multiplyAdds ?? 0,
  };
}

/** Puts what is known of each layer into `reports`. @returns the stack's output */
function collect(
  layers: readonly DraftLayer[],
  input: Shape | null,
  reports: Map<number, LayerReport>,
): Shape | null {
  return layers
    .filter(({ off }) => !off)
    .reduce<Shape | null>((shape, layer) => {
      const parsed = layerSchema.safeParse(plainLayer(layer));
      const report = parsed.success && shape !== null ? inspectLayers([parsed.data], shape) : null;
      const [own = { status: 'unknown' as const }] = report?.layers ?? [];
      reports.set(layer.id, own);
      collect(innerDraftLayers(layer), shape, reports);
      return own.status === 'ok' ? own.output : null;
    }, input);
}

/** What inference says of the network up to its first layer with a wrong option. */
function inspectReadable(
  draft: DraftSpec,
  dataset: DatasetDescription | undefined,
): {
  readonly report: ArchitectureReport | null;
  readonly readable: Architecture | null;
  /** Whether that is all of it. */
  readonly all: boolean;
} {
  const on = draft.architecture.layers.filter(({ off }) => !off);
  const layers: Layer[] = [];
  for (const candidate of on) {
    const parsed = layerSchema.safeParse(plainLayer(candidate));
    if (!parsed.success) break;
    layers.push(parsed.data);
  }
  if (layers.length === 0 || !dataset) return { report: null, readable: null, all: false };
  const architecture = { input: draft.architecture.input, layers };
  const { imageShape, classNames } = dataset;
  const report = inspectArchitecture(architecture, imageShape, classNames.length);
  return { report, readable: architecture, all: layers.length === on.length };
}

/** The same paths that `checkSpec` gives, with inference's own problem beside each. */
function networkProblems(report: ArchitectureReport | null, all: boolean): DraftProblem[] {
  if (!report) return [];
  const known = all ? report : { ...report, problem: null };
  return problemsOf(known).map(({ path, problem }) => {
    const { message, hint } = problem;
    return { path, message, hint, layer: problem, whole: problem === report.problem };
  });
}

function withOwnMessage(
  problem: SpecProblem,
  messages: Readonly<Record<string, string>>,
): DraftProblem {
  const message = messages[problem.path];
  return message === undefined ? problem : { ...problem, message };
}
