import type { OptimizerSettings } from '../engine/contract.ts';
import { adagrad, stockAdagrad } from './adagrad.ts';
import { adam, stockAdam } from './adam.ts';
import { adamW, stockAdamW } from './adamW.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop, stockRmsprop } from './rmsprop.ts';
import { sgd, stockSgd } from './sgd.ts';
import type { StockRule } from './stockRule.ts';

/** Makes the native optimiser of a run. */
export function createOptimizer(settings: OptimizerSettings): Optimizer {
  switch (settings.type) {
    case 'Adam':
      return adam(settings);
    case 'AdamW':
      return adamW(settings);
    case 'SGD':
      return sgd(settings);
    case 'RMSprop':
      return rmsprop(settings);
    case 'Adagrad':
      return adagrad(settings);
  }
}

/** Makes the update rule of the stock path. */
export function createStockRule(settings: OptimizerSettings): StockRule {
  switch (settings.type) {
    case 'Adam':
      return stockAdam(settings);
    case 'AdamW':
      return stockAdamW(settings);
    case 'SGD':
      return stockSgd(settings);
    case 'RMSprop':
      return stockRmsprop(settings);
    case 'Adagrad':
      return stockAdagrad(settings);
  }
}
