/** Everything a child process needs, in place and verified. */
export interface Provisioned {
  /** Node (>= 22.18) to run the headless lab, its trainer and its tests with. */
  readonly node: string;
  /** Only for a window. */
  readonly electron?: ProvisionedElectron | undefined;
  /** What a window's processes open SQLite with; a headless process always has version 13. */
  readonly betterSqlite: SqliteChoice;
  /** Folder of the four IDX files. */
  readonly fashionMnist: string;
  readonly tensorflow: ProvisionedTensorflow;
  /** Variables to set on children, beside the inherited ones. */
  readonly env: Readonly<Record<string, string>>;
}

/** An Electron ready to start. */
export interface ProvisionedElectron {
  /** Its executable. */
  readonly path: string;
  readonly version: string;
  /** To put before the app's folder. */
  readonly args: readonly string[];
}

/** Which better-sqlite3, and the binding it must be given where it has none that fits. */
export interface SqliteChoice {
  readonly module: 'better-sqlite3' | 'better-sqlite3-12';
  readonly nativeBinding?: string | undefined;
}

/** libtensorflow; both undefined where tfjs-node's own installer brought it. */
export interface ProvisionedTensorflow {
  readonly libVersion?: string | undefined;
  /** Folder of the shared libraries. */
  readonly libDirectory?: string | undefined;
}
