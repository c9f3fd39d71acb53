/**
 * Marks a branch that the types rule out; a new member of a union then fails to compile here.
 *
 * @throws Error always, naming the value that should not exist
 */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
