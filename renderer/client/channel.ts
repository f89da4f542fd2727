/** One stream inside the page: checks what arrives and hands it to whoever listens. */
export interface Channel<T> {
  /** False when the value does not follow the contract; then nobody hears of it. */
  accept(value: unknown): boolean;
  add(listener: (value: T) => void): () => void;
  readonly size: number;
}

/** @param read the value, or null when it is not one of this stream */
export function createChannel<T>(read: (value: unknown) => T | null): Channel<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    accept(value) {
      const parsed = read(value);
      if (parsed === null) return false;
      for (const listener of listeners) listener(parsed);
      return true;
    },
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get size() {
      return listeners.size;
    },
  };
}
