import { FASHION_MNIST } from '../../../shared/dataset/fashionMnist.ts';
import {
  inspectArchitecture,
  type ArchitectureReport,
  type LayerReport,
} from '../../../shared/spec/architecture.ts';
import {
  checkSpec,
  type ExperimentSpec,
  type SpecProblem,
} from '../../../shared/spec/experimentSpec.ts';
import type { LayerProblem } from '../../../shared/spec/layerDefinition.ts';
import { layerSchema, type Layer } from '../../../shared/spec/layers/index.ts';
import type { DraftSpec } from './draft.ts';

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
  /** In step with the layers. */
  readonly layers: readonly LayerReport[];
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
  const check = checkSpec(draft);
  const { layers, report } = inspectLayers(draft);
  const all = layers.length === draft.architecture.layers.length;
  const network = networkProblems(report, all);
  const schema = check.ok
    ? []
    : check.problems.filter(({ path }) => !network.some((problem) => problem.path === path));
  const unknown = Array.from({ length: draft.architecture.layers.length - layers.length }, () => ({
    status: 'unknown' as const,
  }));
  const reports = [...(report?.layers ?? []), ...unknown];
  return {
    spec: check.ok ? check.spec : null,
    problems: [...schema.map(withOwnMessage), ...network],
    layers: reports,
    complete: reports.length > 0 && reports.every(({ status }) => status === 'ok'),
    trainableParameters: report?.trainableParameters ?? 0,
    nonTrainableParameters: report?.nonTrainableParameters ?? 0,
    multiplyAdds: report?.multiplyAdds ?? 0,
  };
}

function inspectLayers(draft: DraftSpec): {
  readonly layers: readonly Layer[];
  readonly report: ArchitectureReport | null;
} {
  const layers: Layer[] = [];
  for (const candidate of draft.architecture.layers) {
    const parsed = layerSchema.safeParse(candidate);
    if (!parsed.success) break;
    layers.push(parsed.data);
  }
  if (layers.length === 0) return { layers, report: null };
  const architecture = { input: draft.architecture.input, layers };
  const { imageShape, classNames } = FASHION_MNIST;
  return { layers, report: inspectArchitecture(architecture, imageShape, classNames.length) };
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
