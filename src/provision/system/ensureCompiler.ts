import type { Tools } from '../tools.ts';
import { ensurePackages } from './ensurePackages.ts';

/**
 * Finds a C++ compiler (`CXX`, g++, clang++), installing g++ where that is allowed.
 *
 * @returns the command to call
 * @throws LabError `provision-failed` with the one command to run
 */
export async function ensureCompiler(tools: Tools): Promise<string> {
  for (const command of [tools.env['CXX'], 'g++', 'clang++']) {
    if (command && (await works(command, tools))) return command;
  }
  await ensurePackages([{ names: ['g++'], why: 'a C++ compiler' }], tools);
  return 'g++';
}

function works(command: string, tools: Tools): Promise<boolean> {
  return tools.run({ file: command, args: ['--version'], silenceMs: tools.silenceMs }).then(
    () => true,
    () => false,
  );
}
