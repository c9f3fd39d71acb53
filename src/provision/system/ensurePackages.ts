import { LabError } from '../../shared/errors.ts';
import type { Tools } from '../tools.ts';
import { hasApt, runApt, updateLists } from './apt.ts';

/** Something only the system's package manager can bring. */
export interface PackageNeed {
  /** Debian's names for it, the first that exists wins: newer releases rename. */
  readonly names: readonly string[];
  /** What is missing without it, such as a library's file name. */
  readonly why: string;
}

/**
 * Installs what is missing where that is allowed (root, with apt), and says so.
 *
 * @throws LabError `provision-failed` elsewhere, its hint the one command to run
 */
export async function ensurePackages(needs: readonly PackageNeed[], tools: Tools): Promise<void> {
  if (needs.length === 0) return;
  if (tools.isRoot && (await hasApt(tools))) await installWithApt(needs, tools);
  else throw await explainMissing(needs, tools);
}

async function installWithApt(needs: readonly PackageNeed[], tools: Tools): Promise<void> {
  const known = await resolveNames(needs, tools);
  if (known.some((name) => name === undefined)) await updateLists(tools);
  const names = (await resolveNames(needs, tools)).map((name, index) => {
    if (name !== undefined) return name;
    throw new LabError({
      code: 'provision-failed',
      message: `apt knows no package for ${needs[index]?.why}`,
      hint: `install what provides ${needs[index]?.why}, then run the command again`,
    });
  });
  const unique = [...new Set(names)];
  tools.report.line(`Installing with apt-get: ${unique.join(' ')}`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...unique];
  await runApt(install, tools).catch(async () => {
    // The lists name versions the mirror no longer has: refresh them once.
    await updateLists(tools);
    await runApt(install, tools);
  });
}

/** The first name of each need that apt could install, or undefined. */
async function resolveNames(
  needs: readonly PackageNeed[],
  tools: Tools,
): Promise<readonly (string | undefined)[]> {
  const all = needs.flatMap(({ names }) => names);
  const policy = await tools
    .run({
      file: 'apt-cache',
      args: ['policy', ...all],
      env: { LC_ALL: 'C' },
      silenceMs: tools.silenceMs,
    })
    .catch(() => '');
  const installable = parseInstallable(policy);
  return needs.map(({ names }) => names.find((name) => installable.has(name)));
}

/** Names with a candidate in the output of `apt-cache policy`. */
export function parseInstallable(policy: string): ReadonlySet<string> {
  const blocks = policy.split(/^(?=\S)/m);
  const installable = blocks.filter((block) => /^\s+Candidate: (?!\(none\))/m.test(block));
  return new Set(installable.map((block) => block.slice(0, block.indexOf(':'))));
}

/** What is missing, with the one command that brings it as the hint. */
export async function explainMissing(
  needs: readonly PackageNeed[],
  tools: Tools,
): Promise<LabError> {
  const missing = [...new Set(needs.map(({ why }) => why))].join(', ');
  const resolved = await resolveNames(needs, tools);
  const names = resolved.map((name, index) => name ?? needs[index]?.names.at(-1));
  const list = [...new Set(names)].join(' ');
  return new LabError({
    code: 'provision-failed',
    message: `the system lacks ${missing}`,
    hint: (await hasApt(tools))
      ? `sudo apt-get install -y ${list}`
      : `install what Debian calls ${list} with your system’s package manager`,
    context: { missing, packages: list },
  });
}
