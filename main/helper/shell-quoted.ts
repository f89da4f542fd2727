/** A command as a person can read it and give it to a shell, sh(1). Nothing of ours runs it: what is run is a list. */
export const shellQuoted = (command: readonly string[]): string =>
  command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
