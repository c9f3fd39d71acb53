import type { TrainerMessage } from '../../shared/contract/trainerProtocol.ts';

/** The trainer's end of the line to the process that started it. */
export interface TrainerPort {
  post(message: TrainerMessage): void;
  /** Messages are unparsed: whoever listens checks them by schema. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the other end has gone. */
  onClose(listener: () => void): void;
  /** Settles when everything posted so far has left this process. */
  drain(): Promise<void>;
}
