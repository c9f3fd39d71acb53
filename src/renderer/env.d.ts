/// <reference types="vite/client" />
import type { LabApi } from '../shared/contract/labApi.ts';

declare global {
  interface Window {
    /** The one object that the preload exposes; absent outside the app. */
    readonly lab?: LabApi;
  }
}
