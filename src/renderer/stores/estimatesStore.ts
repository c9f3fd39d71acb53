import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { EstimateBasis } from '../../shared/contract/estimates.ts';
import { call } from '../lab.ts';

/** What estimates of a run's cost on this machine rest on; null until the lab has answered. */
export const useEstimatesStore = defineStore('estimates', () => {
  const basis = shallowRef<EstimateBasis | null>(null);

  async function load(): Promise<void> {
    basis.value = await call('estimates:basis', {});
  }

  const calibrating = shallowRef(false);
  /** @throws LabError `illegal-state` while something trains */
  async function calibrate(): Promise<void> {
    calibrating.value = true;
    try {
      basis.value = await call('estimates:calibrate', {});
    } finally {
      calibrating.value = false;
    }
  }

  return { basis, calibrating, load, calibrate };
});
