import { findDataset, type DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { LabError } from '../../shared/errors.ts';
import {
  dataFormOf,
  type DataForm,
  type SavedArchitecture,
} from '../../shared/model/savedArchitecture.ts';
import { inspectArchitecture } from '../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { kerasCode } from '../../shared/spec/export/kerasCode.ts';
import { modelSummary } from '../../shared/spec/export/modelSummary.ts';
import { PRESETS, type Preset } from '../../shared/spec/presets/index.ts';
import { formatShape } from '../../shared/spec/shape.ts';
import type { Command } from '../command.ts';
import { formatCount } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { readArchitectures } from '../readArchitectures.ts';
import { readKnownDatasets } from '../readDatasets.ts';
import { specNamed } from '../startingSpec.ts';

/** One line of the library: shipped with Atelier, or the person's own. */
interface Entry extends Preset {
  readonly own: boolean;
  readonly data: DataForm;
  /** When an own one was changed last; null for a preset. */
  readonly updatedAt: string | null;
}

/** `presets`: the library, which is the specs shipped with Atelier and the person's own architectures. */
export const presets: Command = {
  name: 'presets',
  summary: 'the library: the shipped specs and your own architectures',
  usage: 'presets [--keras PRESET | --summary PRESET] [--json]',
  details: [
    'Own architectures are saved in the window, in New run; they are marked "own" and named as they were saved.',
    'With --json each entry carries its whole spec, which "run" takes back as a file.',
  ],
  options: {
    keras: { type: 'string', value: 'PRESET', help: 'one of them as a Python program for Keras 3' },
    summary: { type: 'string', value: 'PRESET', help: 'its network, as Keras sums one up' },
  },
  positionals: { names: [] },
  run: async ({ home, terminal, json }, args) => {
    const saved = await readArchitectures(home);
    const [keras, summary] = [args.text('keras'), args.text('summary')];
    if (keras !== undefined) {
      const spec = specNamed('--keras', keras, saved);
      write(terminal, json, 'keras', kerasCode(spec, await datasetOf(home, spec)));
    } else if (summary !== undefined) {
      const spec = specNamed('--summary', summary, saved);
      const { imageShape } = await datasetOf(home, spec);
      write(terminal, json, 'summary', modelSummary(spec.architecture, imageShape));
    } else {
      const entries = [...PRESETS.map(presetEntry), ...saved.map(ownEntry)];
      if (json) terminal.printJson(entries);
      else terminal.print(table(entries));
    }
    return 0;
  },
};

function presetEntry(preset: Preset): Entry {
  return { ...preset, own: false, data: dataFormOf(FASHION_MNIST), updatedAt: null };
}

function ownEntry({ name, spec, data, updatedAt }: SavedArchitecture): Entry {
  const form = `${formatShape(data.imageShape)}, ${data.classes} classes`;
  const summary = `made for ${data.name}: ${form}`;
  return { id: name, title: name, summary, spec, own: true, data, updatedAt };
}

async function datasetOf(home: string, { dataset }: ExperimentSpec): Promise<DatasetDescription> {
  const found = findDataset(await readKnownDatasets(home), dataset.id);
  if (found) return found;
  throw new LabError({
    code: 'dataset-missing',
    message: `The data set "${dataset.id}" that it was made for is no longer in the lab`,
    hint: 'Import the data set again',
  });
}

/** Prints a text, or with `--json` an object that holds it. */
function write(terminal: Terminal, json: boolean, key: string, text: string): void {
  if (json) terminal.printJson({ [key]: text });
  else terminal.print(text.trimEnd());
}

function table(entries: readonly Entry[]): string {
  return formatTable(
    [
      { title: 'preset' },
      { title: 'from' },
      { title: 'layers', align: 'right' },
      { title: 'parameters', align: 'right' },
      { title: 'epochs', align: 'right' },
      { title: 'batch', align: 'right' },
      { title: 'optimizer' },
      { title: 'summary' },
    ],
    entries.map((entry) => {
      const { architecture, training } = entry.spec;
      return [
        entry.id,
        entry.own ? 'own' : 'Atelier',
        String(architecture.layers.length),
        formatCount(parameters(entry)),
        String(training.epochs),
        String(training.batchSize),
        training.optimizer.type,
        entry.summary,
      ];
    }),
  );
}

function parameters({ spec, data }: Entry): number {
  const report = inspectArchitecture(spec.architecture, data.imageShape, data.classes);
  return report.trainableParameters + report.nonTrainableParameters;
}
