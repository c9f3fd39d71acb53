import type { z } from 'zod';
import { realNumber } from '../fields.ts';
import {
  INITIALIZERS,
  initializerSchema,
  VECTOR_INITIALIZERS,
  type InitializerName,
} from '../initializers.ts';
import type { FieldDefinition } from '../layerDefinition.ts';

/** A layer's weights by Keras's name of their role, and what each starts from by default. */
type Roles = Readonly<Record<string, InitializerName>>;

type WeightShape<R extends Roles> = {
  [K in keyof R & string as `${K}Initializer`]: z.ZodDefault<
    z.ZodEnum<Record<InitializerName, InitializerName>>
  >;
} & {
  [K in keyof R & string as `${K}L1` | `${K}L2`]: z.ZodDefault<z.ZodNumber>;
};

/** What a layer with weights has beside its own options. */
interface WeightOptions<R extends Roles> {
  /** For the layer's schema. */
  readonly shape: WeightShape<R>;
  /** For its form. */
  readonly fields: readonly FieldDefinition[];
  /** Takes the options out of a layer and puts Keras's in: initialisers, and regularisers where set. */
  keras<L extends object>(layer: L): Readonly<Record<string, unknown>>;
}

const LABELS: Readonly<Record<string, string>> = {
  kernel: 'Kernel',
  depthwise: 'Depthwise',
  pointwise: 'Pointwise',
  recurrent: 'Recurrent',
  bias: 'Bias',
  gamma: 'Gamma',
  beta: 'Beta',
};

const VECTORS = new Set(['bias', 'gamma', 'beta']);

/** A penalty beyond this would leave nothing else to learn. */
const LARGEST_FACTOR = 10;

/**
 * Initialisers and L1/L2 regularisers of a layer's weights, in one place for every layer: each role
 * has `kernelInitializer`, and `kernelL1` and `kernelL2`, the factors of Keras's
 * `kernel_regularizer=L1L2(l1, l2)`.
 */
export function weightOptions<const R extends Roles>(roles: R): WeightOptions<R> {
  const names = Object.keys(roles);
  const shape = Object.fromEntries(names.flatMap((role) => shapeOf(role, roles[role] ?? 'zeros')));
  return {
    shape: shape as unknown as WeightShape<R>,
    fields: names.flatMap(fieldsOf),
    keras: (layer) => {
      const own = new Set(Object.keys(shape));
      const rest = Object.entries(layer).filter(([key]) => !own.has(key) && key !== 'type');
      const given = layer as Readonly<Record<string, unknown>>;
      return Object.fromEntries([...rest, ...names.flatMap((role) => kerasOf(role, given))]);
    },
  };
}

function shapeOf(role: string, initializer: InitializerName): [string, z.ZodType][] {
  const names = VECTORS.has(role) ? VECTOR_INITIALIZERS : INITIALIZERS;
  const factor = (key: string) => realNumber(key, 0, LARGEST_FACTOR).default(0);
  return [
    [`${role}Initializer`, initializerSchema(`${role}Initializer`, names).default(initializer)],
    [`${role}L1`, factor(`${role}L1`)],
    [`${role}L2`, factor(`${role}L2`)],
  ];
}

function fieldsOf(role: string): FieldDefinition[] {
  const label = LABELS[role] ?? role;
  const factor = (norm: 'L1' | 'L2'): FieldDefinition => ({
    kind: 'number',
    key: `${role}${norm}`,
    label: `${label} ${norm}`,
    min: 0,
    max: LARGEST_FACTOR,
    step: 0.0001,
    advanced: true,
    help: `Adds this times the sum of ${norm === 'L1' ? 'absolute values' : 'squares'} to the loss, in training and in validation, as Keras does`,
  });
  return [
    {
      kind: 'choice',
      key: `${role}Initializer`,
      label: `${label} initialiser`,
      options: VECTORS.has(role) ? VECTOR_INITIALIZERS : INITIALIZERS,
      wide: true,
      advanced: true,
    },
    factor('L1'),
    factor('L2'),
  ];
}

function kerasOf(role: string, layer: Readonly<Record<string, unknown>>): [string, unknown][] {
  const [l1, l2] = [layer[`${role}L1`], layer[`${role}L2`]];
  const initializer: [string, unknown] = [`${role}Initializer`, layer[`${role}Initializer`]];
  if (l1 === 0 && l2 === 0) return [initializer];
  return [initializer, [`${role}Regularizer`, { className: 'L1L2', config: { l1, l2 } }]];
}
