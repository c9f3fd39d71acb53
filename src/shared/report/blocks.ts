import type { Column } from './column.ts';
import type { FigureLine } from './linesSvg.ts';

/** A piece of a report; a report is a list of them, and each format has one way to write each. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Text as it is, such as JSON. */
  | { readonly kind: 'code'; readonly text: string }
  /** A figure of lines over epochs. */
  | { readonly kind: 'lines'; readonly title: string; readonly lines: readonly FigureLine[] };
