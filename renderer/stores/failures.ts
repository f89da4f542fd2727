import { create } from 'zustand';

export interface Failure {
  readonly id: number;
  readonly text: string;
}

/** Calls of this page that failed, to be shown until they are read. */
export const useFailures = create<{ readonly failures: readonly Failure[] }>(() => ({ failures: [] }));

let lastId = 0;

/** Shows why a call failed. A second failure with the same words is the same news. */
export function reportFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  useFailures.setState(({ failures }) =>
    failures.some((failure) => failure.text === text)
      ? { failures }
      : { failures: [...failures, { id: ++lastId, text }] },
  );
}

export const dismissFailure = (id: number): void =>
  useFailures.setState(({ failures }) => ({ failures: failures.filter((failure) => failure.id !== id) }));
