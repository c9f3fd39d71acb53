import type { DoctorReport, PartReport, PartState } from './doctorReport.ts';

const marks: Readonly<Record<PartState, string>> = { works: '✓', broken: '✗', missing: '–' };

/** The report for people: one block a part, what is wrong with its remedy below it. */
export function formatDoctorReport(report: DoctorReport): string {
  const { platform, arch, systemNode } = report.machine;
  const lines = [
    `Atelier on ${platform}-${arch}, provisioned by Node ${systemNode}, cache ${report.cache}`,
    '',
    ...report.parts.flatMap(formatPart),
    '',
    ...formatVerdict(report),
  ];
  return `${lines.join('\n')}\n`;
}

function scopeOf({ required, forSpeed }: PartReport): string {
  if (forSpeed === true) return ' (for speed only)';
  return required ? '' : ' (window only)';
}

function formatPart(part: PartReport): readonly string[] {
  const name = [part.title, part.version].filter(Boolean).join(' ');
  const head = `${marks[part.state]} ${name.padEnd(28)} ${part.state}${scopeOf(part)}`;
  return [
    head,
    ...(part.source ? [`    from    ${part.source}`] : []),
    ...(part.path ? [`    in      ${part.path}`] : []),
    ...(part.detail ? [`    seen    ${part.detail}`] : []),
    ...(part.remedy ? [`    remedy  ${part.remedy}`] : []),
  ];
}

function formatVerdict(report: DoctorReport): readonly string[] {
  if (report.failure === undefined) {
    return [report.ok ? 'All that is required works.' : 'A required part does not work.'];
  }
  const { message, hint } = report.failure;
  return [`Provisioning failed: ${message}`, ...(hint ? [`  remedy  ${hint}`] : [])];
}
