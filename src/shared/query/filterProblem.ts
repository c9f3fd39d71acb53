import { LabError } from '../errors.ts';

/** What is wrong with a filter's text, and where. */
export interface FilterProblem {
  /** First character of what is wrong, from 0; the text's length at its end. */
  readonly position: number;
  readonly length: number;
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
}

/** Thrown by the parser, and caught where a text is checked. */
export class FilterProblemError extends Error {
  readonly problem: FilterProblem;

  constructor(problem: FilterProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A problem as an error: names the character, counted from 1 as people do. */
export function toFilterError({ position, length, message, hint }: FilterProblem): LabError {
  return new LabError({
    code: 'bad-input',
    message: `filter, character ${position + 1}: ${message}`,
    hint,
    context: { field: 'filter', position, length },
  });
}
