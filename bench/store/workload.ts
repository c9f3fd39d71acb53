/** What each epoch of a run logs, in every contender. */
export const STORE_METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;

/** How much there is to store. */
export interface Workload {
  readonly runs: number;
  readonly epochs: number;
}

/** Something that a contender is asked, one JSON line each. Runs count from 1. */
export type StoreRequest =
  | { readonly task: 'create'; readonly from: number; readonly count: number }
  /** Whole runs, in as large pieces as the contender takes. */
  | {
      readonly task: 'log';
      readonly from: number;
      readonly count: number;
      readonly epochs: number;
    }
  /** One more run that is in no table, in pieces of so many epochs at the most. */
  | { readonly task: 'long'; readonly epochs: number; readonly piece: number }
  /** The runs with the highest last validation accuracy. */
  | { readonly task: 'list'; readonly limit: number }
  | { readonly task: 'histories'; readonly runs: readonly number[]; readonly epochs: number };

/** What a contender answers. */
export interface StoreAnswer {
  readonly seconds: number;
  /** The runs listed, for `list`. */
  readonly runs?: readonly number[];
  /** The sum of all values read, for `histories`. */
  readonly sum?: number;
}

/** A store that is measured. */
export interface StoreContender {
  readonly name: string;
  /** What it is and what a commit of it survives. */
  readonly about: string;
  ask(request: StoreRequest): Promise<StoreAnswer>;
  close(): Promise<void>;
}

/**
 * The workload of so many runs and metric values.
 *
 * @throws RangeError when the values do not come to whole epochs
 */
export function workloadOf(runs: number, values: number): Workload {
  const epochs = values / runs / STORE_METRICS.length;
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(epochs) || epochs < 1) {
    const unit = `${STORE_METRICS.length} values an epoch`;
    throw new RangeError(
      `${values} values do not fill ${runs} runs evenly (${unit}); try 10000 and 1000000`,
    );
  }
  return { runs, epochs };
}

/** The runs of each round: all of them, divided as evenly as can be. */
export function sharesOf(runs: number, rounds: number): readonly { from: number; count: number }[] {
  const start = (round: number) => Math.floor((round * runs) / rounds);
  return Array.from({ length: rounds }, (_, round) => ({
    from: start(round) + 1,
    count: start(round + 1) - start(round),
  }));
}

/**
 * The value of a metric, 0 to below 1, the same in every contender (`valueOf` in peers/mlflowStore.py).
 * Of one epoch no two runs have the same as long as there are fewer than 99,991.
 *
 * @param place of the metric in {@link STORE_METRICS}
 */
export function metricValue(run: number, epoch: number, place: number): number {
  return ((run * 7919 + epoch * 104_729 + place * 1_299_709) % 99_991) / 99_991;
}

/** Runs spread over the whole table. */
export function someRuns({ runs }: Workload, count: number): readonly number[] {
  const most = Math.min(count, runs);
  return Array.from({ length: most }, (_, index) => 1 + Math.floor((index * runs) / most));
}
