import { badInput } from '../arguments.ts';
import type { Command } from '../command.ts';
import { IMPORT_OPTIONS, importDataset } from '../dataset/importDataset.ts';
import { infoOfDataset, verifyDataset } from '../dataset/inspectDataset.ts';
import { listDatasets } from '../dataset/listDatasets.ts';

/** `dataset`: the data sets of a lab. */
export const dataset: Command = {
  name: 'dataset',
  summary: 'the data sets of the lab: list, import, count, verify',
  usage:
    'dataset list | info [ID] | verify [ID] | import idx|csv|folder PATH … [--name S] [--classes A,B,…] [--json]',
  details: [
    '"list" names the data sets that --set dataset.id=… takes. "info" counts the images of every class in every split. "verify" fails (status 1) unless every file has the SHA-256 that was published or imported. Without an ID both mean fashion-mnist.',
    '"import idx" takes training images and labels, then test images and labels, gzipped or plain. "import csv" takes a training and a test file in Kaggle’s layout: a label and the pixels on each line. "import folder" takes a folder with a folder of PNG or JPEG files for each class, or with train and test folders that have those. Without test images one in seven becomes one. See docs/data.md.',
  ],
  options: IMPORT_OPTIONS,
  positionals: { names: ['list|info|verify|import', 'ID or kind', 'path'], min: 1, max: 6 },
  run: (context, args) => {
    const [what, id] = args.positionals;
    switch (what) {
      case 'list':
        return listDatasets(context);
      case 'info':
        return infoOfDataset(context, id);
      case 'verify':
        return verifyDataset(context, id);
      case 'import':
        return importDataset(context, args);
      default:
        throw badInput(
          'dataset',
          `there is no "dataset ${what}"`,
          'Use dataset list, info, verify or import',
        );
    }
  },
};
