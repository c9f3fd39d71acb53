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
  | 'reshaping'
  | 'block';

/** One control of a layer's or optimiser's form. Ranges are inclusive. */
export type FieldDefinition = FieldControl & {
  /** Seldom changed: out of the way until it is asked for. */
  readonly advanced?: boolean;
};

type FieldControl =
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
      /** Its options are long words. */
      readonly wide?: boolean;
      readonly help?: string;
    }
  | {
      readonly kind: 'boolean';
      readonly key: string;
      readonly label: string;
      readonly help?: string;
    }
  | {
      /** Layers inside the layer: a stack of cards of its own. */
      readonly kind: 'stack';
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
  /** Values kept for one example between forward and backward; those of the output when left out. */
  readonly activations?: number;
}

/** Why a layer cannot take its input, and what would be right. */
export interface LayerProblem {
  /** The rule that is broken, in a few words. */
  readonly rule: string;
  /** The layer's option at fault, when it is one; dotted inside a block: `layers.1.filters`. */
  readonly field?: string;
  readonly message: string;
  /** What would be right, in a few words. */
  readonly hint: string;
  /** A one-click repair: insert a layer of this type before this one. */
  readonly insertBefore?: string;
}

/** The outcome of shape inference for one layer; `inner` says the same of a block's own layers. */
export type LayerInference =
  | ({ readonly ok: true; readonly inner?: readonly LayerReport[] } & LayerCost)
  | {
      readonly ok: false;
      readonly problem: LayerProblem;
      readonly inner?: readonly LayerReport[];
    };

/** What inference says of one layer of a stack. */
export type LayerReport =
  | {
      readonly status: 'ok';
      readonly input: Shape;
      readonly output: Shape;
      readonly parameters: number;
      readonly multiplyAdds: number;
      /** Values kept for one example between forward and backward. */
      readonly activations: number;
      /** Of a block's own layers. */
      readonly inner?: readonly LayerReport[];
    }
  | {
      readonly status: 'error';
      readonly input: Shape;
      readonly problem: LayerProblem;
      readonly inner?: readonly LayerReport[];
    }
  /** A layer before it is wrong, so nothing can be said. */
  | { readonly status: 'unknown' };

/** The Keras class and configuration that a layer stands for. */
export interface KerasLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * The stacks that a block stands for: its own, that on the skip beside it (nothing is the identity),
 * and what follows when the block's own Keras layer has joined the two.
 *
 * @typeParam L any layer
 */
export interface LayerBlock<L> {
  readonly layers: readonly L[];
  readonly shortcut: readonly L[];
  readonly after: readonly L[];
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
  /** What its card says beside the form. */
  readonly note?: string;
  readonly schema: ZodType<L>;
  readonly fields: readonly FieldDefinition[];
  /** What a new layer has in the form where Keras has no default, or an unusual one. */
  readonly first?: Readonly<Record<string, unknown>>;
  /** Shape, parameters and cost of this layer on one example of `input`. */
  infer(layer: L, input: Shape): LayerInference;
  /** The Keras class and options, in tfjs-layers' camelCase; of a block, what joins its branches. */
  keras(layer: L): KerasLayer;
  /** What of a layer has no native kernel, so that its network trains on ordinary tfjs; null is nothing. */
  stockOnly?(layer: L): string | null;
  /** What a block is made of, on one example of `input` that it can take; plain layers have none. */
  block?(layer: L, input: Shape): LayerBlock<L>;
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
