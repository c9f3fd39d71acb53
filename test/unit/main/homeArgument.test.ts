import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { homeArgument } from '../../../src/main/homeArgument.ts';

it.each<[string[], string | undefined]>([
  [['electron', '/app'], undefined],
  [['electron', '--no-sandbox', '/app', '--home', '/labs/a'], '/labs/a'],
  [['electron', '/app', '--home=/labs/a'], '/labs/a'],
  [['electron', '/app', '--home', 'a'], resolve('a')],
  [['electron', '/app', '--home'], undefined],
  [['electron', '/app', '--home='], undefined],
])('%j names the lab %s', (argv, home) => {
  expect(homeArgument(argv)).toBe(home);
});
