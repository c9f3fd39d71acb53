import { copyFileSync, renameSync } from 'node:fs';
import { expect, it } from 'vitest';
import { envelopes, epochEvent, sampleSpec, STARTED } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

it.skipIf(process.platform === 'win32')(
  'acknowledges nothing while its file is away, and goes on when it is back',
  () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    store.transition(id, 'running');
    const [started, epoch] = envelopes(id, [STARTED, epochEvent(1)]);
    store.record(started!);
    const aside = `${store.path}.aside`;
    renameSync(store.path, aside);
    expect(() => store.record(epoch!)).toThrow(
      expect.objectContaining({
        code: 'store-unavailable',
        message: `The lab’s database ${store.path} was moved or deleted while it was open`,
      }),
    );
    copyFileSync(aside, store.path);
    expect(() => store.record(epoch!)).toThrow('was replaced while it was open');
    expect(() => store.renameRun(id, 'lost')).toThrow('was replaced');
    renameSync(aside, store.path);
    expect(store.record(epoch!)).toMatchObject({ epochsDone: 1, name: 'tiny · seed 7' });
  },
);
