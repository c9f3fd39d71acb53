import type { SavedArchitecture } from '../shared/model/savedArchitecture.ts';
import { withReader } from './withReader.ts';

/** The person's own architectures in a lab's library; none before there is a lab. */
export async function readArchitectures(home: string): Promise<readonly SavedArchitecture[]> {
  return (await withReader(home, (store) => store.architectures())) ?? [];
}
