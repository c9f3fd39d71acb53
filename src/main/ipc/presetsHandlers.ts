import { PRESETS } from '../../shared/spec/presets/index.ts';
import type { HandlersOf } from './handlers.ts';

/** Answers the `presets:` channels. */
export function presetsHandlers(): HandlersOf<'presets'> {
  return { 'presets:list': () => PRESETS };
}
