import { expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { availableDatasets } from '../../../src/lab/labDatasets.ts';
import { answerCall } from '../../../src/main/ipc/answerCall.ts';
import { architecturesHandlers } from '../../../src/main/ipc/architecturesHandlers.ts';
import type { Handlers } from '../../../src/main/ipc/handlers.ts';
import type { Channel } from '../../../src/shared/contract/channels.ts';
import type { SavedArchitecture } from '../../../src/shared/model/savedArchitecture.ts';
import { sampleSpec } from '../store/samples.ts';
import { temporaryStore } from '../store/temporaryStore.ts';

/** The library's channels on a real store, as a window calls them. */
function library() {
  const store = temporaryStore();
  const datasets = { available: () => availableDatasets(store) } as Lab['datasets'];
  const handlers = architecturesHandlers(() => Promise.resolve({ store, datasets })) as Handlers;
  return (channel: Channel, payload: unknown, trusted = true) =>
    answerCall(handlers, { channel, payload, trusted }, () => undefined);
}

it('saves a spec with the form of the data that it names', async () => {
  const call = library();
  const saved = await call('architectures:save', { name: ' Mine ', spec: sampleSpec() });
  expect(saved).toMatchObject({
    ok: true,
    value: {
      name: 'Mine',
      data: { name: 'Fashion-MNIST', imageShape: [28, 28, 1], classes: 10 },
    },
  });
  const { value } = saved as { value: SavedArchitecture };
  expect(await call('architectures:list', {})).toEqual({ ok: true, value: [value] });
  expect(await call('architectures:delete', { id: value.id })).toMatchObject({ ok: true });
  expect(await call('architectures:list', {})).toEqual({ ok: true, value: [] });
  expect(await call('architectures:restore', { id: value.id })).toEqual({ ok: true, value });
  expect(await call('architectures:rename', { id: value.id, name: 'Yours' })).toMatchObject({
    ok: true,
    value: { name: 'Yours' },
  });
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['no name', { name: ' ' }, /name: Give it a name/],
  ['a name too long', { name: 'x'.repeat(81) }, /name: Use at most 80 characters/],
  ['a preset’s name', { name: 'CNN2' }, /name: This is the name of a preset/],
  ['no spec', { spec: 'cnn' }, /spec|object/i],
  ['an unknown data set', { spec: { ...sampleSpec(), dataset: { id: 'gone' } } }, /dataset\.id/],
  [
    'a network that cannot be built',
    { spec: { ...sampleSpec(), architecture: { input: 'image', layers: [{ type: 'Flatten' }] } } },
    /The network ends with 784/,
  ],
  ['more than there is to say', { size: 1 }, /size/],
])('refuses %s and saves nothing', async (_what, wrong, message) => {
  const call = library();
  const answer = await call('architectures:save', { name: 'Mine', spec: sampleSpec(), ...wrong });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'bad-input', message: expect.stringMatching(message) as string },
  });
  expect(await call('architectures:list', {})).toEqual({ ok: true, value: [] });
});

it('listens to nobody but the app’s own page', async () => {
  const call = library();
  const answer = await call('architectures:save', { name: 'Mine', spec: sampleSpec() }, false);
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(await call('architectures:list', {})).toEqual({ ok: true, value: [] });
});
