import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { storageFault } from '../../../../src/trainer/files/storageFault.ts';

const refusal = (code: string): Error => Object.assign(new Error(`${code}: refused`), { code });
const writing = (folder: string) => ({ what: 'the model', folder, bytes: 4_200_000 });

describe('storageFault', () => {
  it.each(['ENOSPC', 'EDQUOT'])(
    'says for %s what is needed where, and what is left',
    async (code) => {
      const fault = await storageFault(refusal(code), writing(tmpdir()));
      expect(fault?.code).toBe('disk-full');
      expect(fault?.message).toMatch(
        /^The disk is full: the model needs 4\.2 MB in .+, which has .+B left$/,
      );
      expect(fault?.hint).toContain('resume the run');
    },
  );

  it('does without what is left where that cannot be told', async () => {
    const fault = await storageFault(refusal('ENOSPC'), writing('/nowhere/at/all'));
    expect(fault?.message).toBe('The disk is full: the model needs 4.2 MB in /nowhere/at/all');
  });

  it.each(['EROFS', 'EACCES', 'EPERM'])('names the folder that %s keeps closed', async (code) => {
    expect(await storageFault(refusal(code), writing('/lab'))).toMatchObject({
      code: 'folder-unwritable',
      message: `There is no writing the model (4.2 MB) into /lab: ${code}: refused`,
    });
  });

  it.each([refusal('EEXIST'), new Error('ENOSPC'), 'ENOSPC', null])(
    'leaves %s to others',
    async (thrown) => {
      expect(await storageFault(thrown, writing('/lab'))).toBeNull();
    },
  );
});
