import { describe, expect, it } from 'vitest';
import { createOwner } from '../../../../src/trainer/session/owner.ts';

describe('createOwner', () => {
  it('frees in reverse order, once, also past one that fails', () => {
    const freed: string[] = [];
    const owner = createOwner();
    const thing = (name: string, fails = false) => ({
      dispose: () => {
        freed.push(name);
        if (fails) throw new Error(name);
      },
    });
    owner.own(thing('first'));
    owner.own(thing('second', true));
    owner.own(thing('third'));
    expect(() => owner.dispose()).toThrow('second');
    expect(freed).toEqual(['third', 'second', 'first']);
    owner.dispose();
    expect(freed).toHaveLength(3);
  });
});
