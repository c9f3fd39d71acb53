import type { ZodType } from 'zod';
import type { Shape } from './shape.ts';

/** Colour groups of the editor's cards. */
export type LayerFamily =
  | 'convolution'
  | 'pooling'
  | 'normalization'
  | 'regularization'
  | 'core'
  | 'recurrent'
  | 'reshaping';

/** One control of a layer's or optimiser's form. Ranges are inclusive. */
export type FieldDefinition =
  | {
      readonly kind: 'integer' | 'number';
      readonly key: string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      /** Draw a slider beside the number. */
      readonly slider?: boolean;
      readonly help?: string;
    }
  | {
      /** Two positive integers, height × width. */
      readonly kind: 'pair';
      readonly key: string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly help?: string;
    }
  | {
      /** One to three positive integers, one an axis. */
      readonly kind: 'list';
      readonly key: string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly help?: string;
    }
  | {
      readonly kind: 'choice';
      readonly key: string;
      readonly label: string;
      readonly options: readonly string[];
      readonly help?: string;
    }
  | {
      readonly kind: 'boolean';
      readonly key: string;
      readonly label: string;
      readonly help?: string;
    };

/** What a layer does to one example. */
export interface LayerCost {
  readonly output: Shape;
  readonly trainableParameters: number;
  readonly nonTrainableParameters: number;
  /** Multiply-adds for one example, forward only. */
  readonly multiplyAdds: number;
}

/** Why a layer cannot take its input, and what would be right. */
export interface LayerProblem {
  /** The layer's option at fault, when it is one. */
  readonly field?: string;
  readonly message: string;
  /** What would be right, in a few words. */
  readonly hint: string;
  /** A one-click repair: insert a layer of this type before this one. */
  readonly insertBefore?: string;
}

/** The outcome of shape inference for one layer. */
export type LayerInference =
  ({ readonly ok: true } & LayerCost) | { readonly ok: false; readonly problem: LayerProblem };

/** The Keras class and configuration that a layer stands for. */
export interface KerasLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * All that Atelier knows of one kind of layer: its schema drives validation, its fields the form,
 * `infer` the live shapes, `keras` the builder in the trainer. Adding a layer is adding one file.
 *
 * @typeParam L the layer's own type, discriminated by `type`
 */
export interface LayerDefinition<L extends { readonly type: string }> {
  readonly type: L['type'];
  readonly family: LayerFamily;
  /** One sentence for the palette. */
  readonly summary: string;
  readonly schema: ZodType<L>;
  readonly fields: readonly FieldDefinition[];
  /** What a new layer has in the form where Keras has no default, or an unusual one. */
  readonly first?: Readonly<Record<string, unknown>>;
  /** Shape, parameters and cost of this layer on one example of `input`. */
  infer(layer: L, input: Shape): LayerInference;
  /** The Keras class and options, in tfjs-layers' camelCase. */
  keras(layer: L): KerasLayer;
}

/** A successful inference with nothing to learn and nothing to multiply. */
export function passes(output: Shape): LayerInference {
  return {
    ok: true,
    output,
    trainableParameters: 0,
    nonTrainableParameters: 0,
    multiplyAdds: 0,
  };
}

/** A failed inference. */
export function fails(problem: LayerProblem): LayerInference {
  return { ok: false, problem };
}
