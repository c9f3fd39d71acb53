/** Holds what must be freed at the end, in reverse order of being taken. */
export interface Owner {
  /** Takes a value that must be freed. @returns the value */
  own<T extends { dispose(): unknown }>(value: T): T;
  /** Frees everything taken, also when freeing one of them fails. */
  dispose(): void;
}

/** Makes an owner of nothing. */
export function createOwner(): Owner {
  const owned: { dispose(): unknown }[] = [];
  const disposeNext = (): void => {
    const last = owned.pop();
    if (last === undefined) return;
    try {
      last.dispose();
    } finally {
      disposeNext();
    }
  };
  return {
    own: (value) => {
      owned.push(value);
      return value;
    },
    dispose: disposeNext,
  };
}
