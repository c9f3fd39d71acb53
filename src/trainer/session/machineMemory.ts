import os from 'node:os';

/** Bytes of this machine's memory, or of the part of it that this process may use. */
export function machineMemory(): number {
  // 0 or a number beyond any machine means that nothing constrains the process.
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, os.totalmem()) : os.totalmem();
}
