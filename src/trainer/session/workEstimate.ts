/** How fast one kind of work goes, learnt while it is done. */
interface Pace {
  readonly secondsPerImage: number;
  readonly measurements: number;
}

/** Images still to be worked on. */
export interface WorkLeft {
  readonly training: number;
  /** Validation and test together. */
  readonly evaluation: number;
}

/** Estimates how long the rest of a run takes. */
export interface WorkEstimate {
  /** @param seconds spent on `images` */
  record(kind: keyof WorkLeft, images: number, seconds: number): void;
  /** The present pace; 0 as long as nothing was measured. */
  imagesPerSecond(kind: keyof WorkLeft): number;
  /** @returns seconds; 0 as long as nothing was measured */
  secondsFor(left: WorkLeft): number;
}

/** How much the newest measurement counts against all before it. */
const NEWEST = 0.1;

/** A forward pass alone costs about a third of a training step; used until one was measured. */
const EVALUATION_SHARE = 1 / 3;

/** Makes an estimate that knows nothing yet. */
export function createWorkEstimate(): WorkEstimate {
  const paces: { training?: Pace; evaluation?: Pace } = {};
  const secondsPerImage = (kind: keyof WorkLeft): number => paces[kind]?.secondsPerImage ?? 0;
  return {
    record: (kind, images, seconds) => {
      paces[kind] = learn(paces[kind], seconds / images);
    },
    imagesPerSecond: (kind) => {
      const seconds = secondsPerImage(kind);
      return seconds > 0 ? 1 / seconds : 0;
    },
    secondsFor: (left) => {
      const training = secondsPerImage('training');
      const evaluation = secondsPerImage('evaluation') || training * EVALUATION_SHARE;
      return left.training * training + left.evaluation * evaluation;
    },
  };
}

function learn(pace: Pace | undefined, secondsPerImage: number): Pace {
  const measurements = (pace?.measurements ?? 0) + 1;
  // The first measurement holds TensorFlow's warm-up; the second replaces it.
  if (pace === undefined || measurements === 2) return { secondsPerImage, measurements };
  const weight = Math.max(NEWEST, 1 / (measurements - 1));
  return {
    secondsPerImage: pace.secondsPerImage * (1 - weight) + secondsPerImage * weight,
    measurements,
  };
}
