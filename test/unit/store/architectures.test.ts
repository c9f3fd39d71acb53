import { describe, expect, it } from 'vitest';
import type { LabError } from '../../../src/shared/errors.ts';
import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { dataFormOf } from '../../../src/shared/model/savedArchitecture.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { connect } from '../../../src/store/loadSqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleSpec } from './samples.ts';
import { steppingClock, temporaryStore } from './temporaryStore.ts';

const DATA = dataFormOf(FASHION_MNIST);

function save(store: Store, name: string, { epochs = 2, replace = false } = {}) {
  return store.saveArchitecture({ name, spec: sampleSpec({ epochs }), data: DATA, replace });
}

const names = (store: Store): readonly string[] => store.architectures().map(({ name }) => name);

/** What a call is refused with. */
function refusal(work: () => unknown): Pick<LabError, 'code' | 'message' | 'hint'> {
  try {
    work();
  } catch (thrown) {
    return thrown as LabError;
  }
  throw new Error('it was not refused');
}

describe('the library of architectures', () => {
  it('keeps a whole spec under a name, with the form of its data, also for the next process', () => {
    const store = temporaryStore({ now: steppingClock() });
    const saved = save(store, 'Wide');
    expect(saved).toMatchObject({ name: 'Wide', data: DATA, spec: { model: 'Wide' } });
    expect(saved.spec).toEqual({ ...sampleSpec(), model: 'Wide' });
    save(store, 'Deep');
    const reader = openStore(store.path, { readonly: true });
    expect(names(reader as Store)).toEqual(['Deep', 'Wide']);
    expect(reader.architectures()[1]).toEqual(saved);
    reader.close();
  });

  it('refuses a taken name in any case, says the way out, and replaces when asked to', () => {
    const store = temporaryStore({ now: steppingClock() });
    const first = save(store, 'Überall');
    expect(refusal(() => save(store, 'überALL'))).toMatchObject({
      code: 'bad-input',
      message: 'There is an architecture “überALL” in the library already',
      hint: 'Give this one another name, or replace the one that is there',
    });
    expect(store.architectures()).toEqual([first]);
    const replaced = save(store, 'überALL', { epochs: 9, replace: true });
    expect(replaced).toMatchObject({ id: first.id, name: 'überALL', createdAt: first.createdAt });
    expect(replaced.spec.training.epochs).toBe(9);
    expect(replaced.updatedAt > first.updatedAt).toBe(true);
    expect(store.architectures()).toEqual([replaced]);
  });

  it('renames one, its model with it, unless the name is another’s', () => {
    const store = temporaryStore({ now: steppingClock() });
    const a = save(store, 'A');
    save(store, 'B');
    expect(refusal(() => store.renameArchitecture(a.id, 'b')).code).toBe('bad-input');
    expect(store.renameArchitecture(a.id, 'a')).toMatchObject({ name: 'a', spec: { model: 'a' } });
    expect(names(store)).toEqual(['a', 'B']);
    store.deleteArchitecture(a.id);
    expect(refusal(() => store.renameArchitecture(a.id, 'c')).code).toBe('not-found');
  });

  it('deletes one, takes it back, and frees its name meanwhile', () => {
    const store = temporaryStore({ now: steppingClock() });
    const a = save(store, 'A');
    expect(store.deleteArchitecture(a.id)).toBe(true);
    expect(store.deleteArchitecture(a.id)).toBe(false);
    expect(store.architectures()).toEqual([]);
    expect(store.restoreArchitecture(a.id)).toEqual(a);
    expect(refusal(() => store.restoreArchitecture(a.id)).code).toBe('not-found');
    store.deleteArchitecture(a.id);
    const again = save(store, 'a');
    expect(refusal(() => store.restoreArchitecture(a.id)).code).toBe('bad-input');
    expect(store.architectures()).toEqual([again]);
  });

  it('forgets for good what was deleted before a moment', () => {
    const store = temporaryStore({ now: steppingClock() });
    const [a, b] = [save(store, 'A'), save(store, 'B')];
    store.deleteArchitecture(a.id);
    store.purgeDeleted(new Date(Date.UTC(2025, 0)));
    expect(store.restoreArchitecture(a.id)).toEqual(a);
    store.deleteArchitecture(a.id);
    store.purgeDeleted(new Date(Date.UTC(2027, 0)));
    expect(refusal(() => store.restoreArchitecture(a.id)).code).toBe('not-found');
    expect(store.architectures()).toEqual([b]);
  });

  it('gives an older spec the options that it lacks, and passes over one that it cannot read', () => {
    const store = temporaryStore({ now: steppingClock() });
    const [a, b] = [save(store, 'A'), save(store, 'B')];
    const { execution: _execution, ...older } = a.spec;
    const database = connect(store.path);
    const set = database.prepare('UPDATE architectures SET spec = ? WHERE id = ?');
    set.run(JSON.stringify(older), a.id);
    set.run('{"version": 7}', b.id);
    database.close();
    expect(store.architectures()).toEqual([a]);
  });
});
