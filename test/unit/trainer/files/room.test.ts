import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { assertRoom, freeBytes } from '../../../../src/trainer/files/room.ts';

it('refuses what would not fit as the system would, before a byte of it is written', async () => {
  const free = await freeBytes(tmpdir());
  expect(free).toBeGreaterThan(0);
  await expect(assertRoom(tmpdir(), 1)).resolves.toBeUndefined();
  await expect(assertRoom(tmpdir(), 2 ** 52)).rejects.toMatchObject({ code: 'ENOSPC' });
});

it('lets the system decide where it cannot tell', async () => {
  expect(await freeBytes('/nowhere/at/all')).toBeNull();
  await expect(assertRoom('/nowhere/at/all', 2 ** 52)).resolves.toBeUndefined();
});
