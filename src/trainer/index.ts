import { calibrate } from './calibration/calibrate.ts';
import { createDatasetCache } from './datasets/datasetCache.ts';
import { ModelInspector } from './inspect/modelInspector.ts';
import { openPort } from './port/openPort.ts';
import { log } from './session/log.ts';
import { runSession } from './session/runSession.ts';
import { TrainerHost } from './session/trainerHost.ts';

/** The trainer: a process of its own, because TensorFlow blocks whoever calls it. */
const port = openPort();
const inspector = new ModelInspector();
const host = new TrainerHost({
  port,
  datasets: createDatasetCache(),
  session: runSession,
  calibrate,
  inspect: (model, question) => inspector.answer(model, question),
  exit: (code) => process.exit(code),
});

process.on('uncaughtException', (error) => {
  log(error.stack ?? error.message);
  void host.crash(error);
});
// As a shell tells of it, so that main can tell it from an end of the trainer's own.
process.on('SIGTERM', () => process.exit(128 + 15));
// Ctrl+C in a terminal reaches the whole group; the parent decides, and asks for a clean stop.
process.on('SIGINT', () => undefined);
port.onClose(() => process.exit(0));

host.open();
