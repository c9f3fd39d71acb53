import type { RunSortColumn } from '../../../shared/model/run.ts';

/** A column of the table of runs. */
export interface RunColumn {
  readonly key: RunSortColumn;
  readonly title: string;
  /** In the head, so that cells are numbers alone. */
  readonly unit?: string;
  readonly numeric: boolean;
  /** What it means, on hover. */
  readonly about?: string;
}

/** The columns, from left to right. */
export const RUN_COLUMNS: readonly RunColumn[] = [
  { key: 'name', title: 'Name', numeric: false },
  { key: 'model', title: 'Model', numeric: false },
  { key: 'state', title: 'State', numeric: false },
  { key: 'epochsDone', title: 'Epochs', numeric: true, about: 'Epochs done, of those planned' },
  {
    key: 'bestValAccuracy',
    title: 'Best val. acc.',
    unit: '%',
    numeric: true,
    about: 'The best validation accuracy of all epochs',
  },
  {
    key: 'testAccuracy',
    title: 'Test acc.',
    unit: '%',
    numeric: true,
    about: 'Accuracy on the test images, after the last epoch',
  },
  { key: 'parameters', title: 'Parameters', numeric: true },
  {
    key: 'trainingSeconds',
    title: 'Training time',
    numeric: true,
    about: 'Time spent training, waiting excluded',
  },
  { key: 'createdAt', title: 'Created', numeric: true },
];
