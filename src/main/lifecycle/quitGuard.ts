/** What {@link QuitGuard} needs of the app. */
export interface QuitGuardOptions {
  /** The name of the run that trains now, if one does. */
  readonly training: () => string | undefined;
  /** Asks the person. @returns whether to stop the run and quit */
  readonly ask: (runName: string) => Promise<boolean>;
  /**
   * Puts everything away; called once.
   *
   * @param stopTraining whether the person said to stop what trains, rather than having it cut off
   */
  readonly close: (stopTraining: boolean) => Promise<void>;
  /** Ends the process; called once, after `close`. */
  readonly exit: () => void;
}

/** How quitting is asked for. */
export interface QuitRequest {
  /** False when no one is there to answer: a signal, a shutdown. */
  readonly mayAsk: boolean;
}

/**
 * The one way out of the app, whoever asks for it: a window closed, the menu, a signal. Asks at most
 * once at a time, closes the lab once, and then ends.
 */
export class QuitGuard {
  readonly #options: QuitGuardOptions;
  #asking = false;
  #closing: Promise<void> | undefined;

  constructor(options: QuitGuardOptions) {
    this.#options = options;
  }

  /** Whether the way out has begun, so that windows may close. */
  get leaving(): boolean {
    return this.#closing !== undefined;
  }

  /** Quits, unless the person decides to stay. Settles when it is decided, or when all is closed. */
  async request({ mayAsk }: QuitRequest): Promise<void> {
    if (this.#closing === undefined && mayAsk && !(await this.#agreed())) return;
    this.#closing ??= this.#close(mayAsk);
    await this.#closing;
  }

  async #agreed(): Promise<boolean> {
    const run = this.#options.training();
    if (run === undefined) return true;
    if (this.#asking) return false;
    this.#asking = true;
    try {
      return await this.#options.ask(run);
    } finally {
      this.#asking = false;
    }
  }

  async #close(stopTraining: boolean): Promise<void> {
    try {
      await this.#options.close(stopTraining);
    } catch (error) {
      console.error(`main: closing the lab failed: ${String(error)}`);
    }
    this.#options.exit();
  }
}
