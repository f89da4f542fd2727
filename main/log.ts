/** Where the engine writes what only a developer wants to know: one line an event, on stderr. */

export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
}

export const stderrLog: Log = {
  info: (message) => write('info', message),
  warn: (message) => write('warning', message),
};

function write(level: string, message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${message}\n`);
}
