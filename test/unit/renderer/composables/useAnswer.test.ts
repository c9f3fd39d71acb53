import { effectScope, nextTick, shallowRef } from 'vue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useAnswer, type FollowedAnswer } from '../../../../src/renderer/composables/useAnswer.ts';

/** Questions whose answers come when the test says so. */
function setUp(blank?: boolean) {
  const question = shallowRef<string | null>('first');
  const asked: { of: string; answer(words: string): void; fail(error: Error): void }[] = [];
  const scope = effectScope();
  onTestFinished(() => scope.stop());
  const followed = scope.run(() =>
    useAnswer(
      question,
      (of) =>
        new Promise<string>((answer, fail) => {
          asked.push({ of, answer, fail });
        }),
      blank === undefined ? {} : { blank },
    ),
  ) as FollowedAnswer<string>;
  return { question, asked, followed, scope };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('useAnswer', () => {
  it('asks at once, and never lets a late answer pass for the newest question’s', async () => {
    const { question, asked, followed } = setUp();
    expect(asked.map(({ of }) => of)).toEqual(['first']);
    question.value = 'second';
    await nextTick();
    question.value = 'third';
    await nextTick();
    asked[0]?.answer('of the first');
    await turn();
    expect(followed.answer.value).toBeNull();
    // What was superseded before its turn is never asked.
    expect(asked.map(({ of }) => of)).toEqual(['first', 'third']);
    asked[1]?.answer('of the third');
    await turn();
    expect([followed.answer.value, followed.busy.value]).toEqual(['of the third', false]);
  });

  it.each([
    [false, 'of the first'],
    [true, null],
  ])('with blank %s shows meanwhile %s', async (blank, meanwhile) => {
    const { question, asked, followed } = setUp(blank);
    asked[0]?.answer('of the first');
    await turn();
    question.value = 'second';
    await nextTick();
    expect(followed.answer.value).toBe(meanwhile);
    asked[1]?.answer('of the second');
    await turn();
    expect(followed.answer.value).toBe('of the second');
    question.value = null;
    await nextTick();
    expect(followed.answer.value).toBe(blank ? null : 'of the second');
    expect(asked).toHaveLength(2);
  });

  it('keeps a failure until it is asked again', async () => {
    const { asked, followed } = setUp();
    asked[0]?.fail(new Error('no'));
    await turn();
    expect(followed.error.value).toMatchObject({ code: 'internal', message: 'no' });
    followed.again();
    asked[1]?.answer('yes');
    await turn();
    expect([followed.error.value, followed.answer.value]).toEqual([null, 'yes']);
  });

  it('asked again while an answer is under way, shows that one and asks once more', async () => {
    const { asked, followed } = setUp();
    followed.again();
    followed.again();
    asked[0]?.answer('then');
    await turn();
    expect(followed.answer.value).toBe('then');
    expect(asked.map(({ of }) => of)).toEqual(['first', 'first']);
    asked[1]?.answer('now');
    await turn();
    expect([followed.answer.value, asked.length]).toEqual(['now', 2]);
  });

  it('asks nothing more once its place is gone', async () => {
    const { question, asked, scope } = setUp();
    question.value = 'second';
    await nextTick();
    scope.stop();
    asked[0]?.answer('late');
    await turn();
    expect(asked).toHaveLength(1);
  });
});
