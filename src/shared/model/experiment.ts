/** A named question that holds runs. */
export interface Experiment {
  /** ULID. */
  readonly id: string;
  readonly name: string;
  /** What is to be found out, in words. */
  readonly question: string;
  /** What was found out, in words; empty until it was. */
  readonly conclusion: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** How many runs it holds, archived ones included. */
  readonly runs: number;
}
