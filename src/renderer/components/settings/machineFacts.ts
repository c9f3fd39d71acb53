import type { AppInfo } from '../../../shared/contract/app.ts';
import { formatBytes } from '../../format.ts';

/** One fact about the machine. */
export interface MachineFact {
  readonly label: string;
  readonly value: string;
}

/** What the lab runs on, in words. */
export function machineFacts({
  platform,
  cpu,
  cores,
  memoryBytes,
}: AppInfo): readonly MachineFact[] {
  return [
    { label: 'System', value: platform },
    { label: 'Processor', value: cpu },
    { label: 'Cores', value: String(cores) },
    { label: 'Memory', value: formatBytes(memoryBytes) },
  ];
}
