import { FASHION_MNIST } from '../../../shared/dataset/fashionMnist.ts';
import {
  inputShape,
  inspectArchitecture,
  type ArchitectureReport,
} from '../../../shared/spec/architecture.ts';
import {
  checkSpec,
  type ExperimentSpec,
  type SpecProblem,
} from '../../../shared/spec/experimentSpec.ts';
import type { LayerProblem, LayerReport } from '../../../shared/spec/layerDefinition.ts';
import { inspectLayers, layerSchema, type Layer } from '../../../shared/spec/layers/index.ts';
import type { Shape } from '../../../shared/spec/shape.ts';
import type { DraftSpec } from './draft.ts';
import { innerDraftLayers, type DraftLayer } from './draftLayer.ts';
import { draftPath, plainLayer, plainSpec } from './draftNetwork.ts';

/** Something wrong with a draft, at a dotted path. */
export interface DraftProblem extends SpecProblem {
  /** What inference said, when it is about the network; fixes are found from it. */
  readonly layer?: LayerProblem;
}

/** All that can be said of a draft at once. */
export interface DraftInspection {
  /** The parsed spec; null while there are problems. */
  readonly spec: ExperimentSpec | null;
  readonly problems: readonly DraftProblem[];
  /** By a layer's id, those inside blocks too; one that is switched off has none. */
  readonly layers: ReadonlyMap<number, LayerReport>;
  /** Whether every layer was understood, so that the totals are of the whole network. */
  readonly complete: boolean;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  readonly multiplyAdds: number;
}

const OWN_MESSAGES: Readonly<Record<string, string>> = {
  'dataset.samples': 'Must be a whole number from 50 to 60,000, or empty for all',
  'dataset.testSamples': 'Must be a whole number from 10 to 10,000, or empty for all',
};

/**
 * Checks a draft and infers what its network does, as far as its layers can be read:
 * a layer with a wrong option ends what is known, the layers before it keep their shapes.
 */
export function inspectDraft(draft: DraftSpec): DraftInspection {
  const check = checkSpec(plainSpec(draft));
  const { imageShape } = FASHION_MNIST;
  const { input, layers } = draft.architecture;
  const reports = new Map<number, LayerReport>();
  collect(layers, inputShape({ input, layers: [] }, imageShape), reports);
  const { report, all } = inspectReadable(draft);
  const network = networkProblems(report, all);
  const schema = check.ok
    ? []
    : check.problems.filter(({ path }) => !network.some((problem) => problem.path === path));
  const problems = [...schema.map(withOwnMessage), ...network];
  return {
    spec: check.ok ? check.spec : null,
    problems: problems.map((problem) => ({ ...problem, path: draftPath(draft, problem.path) })),
    layers: reports,
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
function inspectReadable(draft: DraftSpec): {
  readonly report: ArchitectureReport | null;
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
  if (layers.length === 0) return { report: null, all: false };
  const architecture = { input: draft.architecture.input, layers };
  const { imageShape, classNames } = FASHION_MNIST;
  const report = inspectArchitecture(architecture, imageShape, classNames.length);
  return { report, all: layers.length === on.length };
}

/** The same paths that `checkSpec` gives, with inference's own problem beside each. */
function networkProblems(report: ArchitectureReport | null, all: boolean): DraftProblem[] {
  if (!report) return [];
  const problems: DraftProblem[] = [];
  report.layers.forEach((layer, index) => {
    if (layer.status !== 'error') return;
    const { field, message, hint } = layer.problem;
    const path = `architecture.layers.${index}${field === undefined ? '' : `.${field}`}`;
    problems.push({ path, message, hint, layer: layer.problem });
  });
  if (all && report.problem) {
    const { message, hint } = report.problem;
    problems.push({ path: 'architecture.layers', message, hint, layer: report.problem });
  }
  return problems;
}

function withOwnMessage(problem: SpecProblem): DraftProblem {
  const message = OWN_MESSAGES[problem.path];
  return message === undefined ? problem : { ...problem, message };
}
