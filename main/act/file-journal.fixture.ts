import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { JournalEntry, JournalStore } from './intervention.ts';

/** A journal in one JSON file, replaced whole and synced: enough to outlive a kill -9. */
export function fileJournal(path: string): JournalStore {
  const read = (): JournalEntry[] => {
    if (!existsSync(path)) return [];
    return JSON.parse(readFileSync(path, 'utf8')) as JournalEntry[];
  };
  const save = (entries: readonly JournalEntry[]): void => {
    const descriptor = openSync(`${path}.new`, 'w');
    writeSync(descriptor, JSON.stringify(entries));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${path}.new`, path);
  };
  return {
    write: (entry) => save([...read().filter(({ decisionId }) => decisionId !== entry.decisionId), entry]),
    setState: (decisionId, state) =>
      save(read().map((entry) => (entry.decisionId === decisionId ? { ...entry, state } : entry))),
    open: () => read().filter(({ state }) => state !== 'closed'),
  };
}

/** A journal that lives as long as its test; `history` is what was written, in order. */
export function memoryJournal(): JournalStore & { readonly history: readonly JournalEntry[] } {
  const entries = new Map<string, JournalEntry>();
  const history: JournalEntry[] = [];
  return {
    history,
    write: (entry) => {
      entries.set(entry.decisionId, entry);
      history.push(entry);
    },
    setState: (decisionId, state) => {
      const entry = entries.get(decisionId);
      if (entry !== undefined) entries.set(decisionId, { ...entry, state });
    },
    open: () => [...entries.values()].filter(({ state }) => state !== 'closed'),
  };
}
