/** The desktop app's log: a file beside the data, readable by its owner alone, of bounded size. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import logger from 'electron-log/node';
import type { Log } from '../log.ts';
import { secretShapes } from '../llm/secret-shapes.ts';
import { printable } from '../printable.ts';

/** Bytes; a full file becomes `desktop.old.log`, so twice this is the most that is kept. */
const largestFile = 1024 * 1024;
const longestLine = 4_000;

export const logFileIn = (dataDirectory: string): string => join(dataDirectory, 'desktop.log');

/**
 * Messages are what the engine says of itself: no keys, no bytes sent to a model. What looks like a key in text that came
 * from outside is covered all the same.
 */
export function createFileLog(dataDirectory: string): Log {
  const log = logger.create({ logId: dataDirectory });
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  log.transports.console.level = false;
  // else it looks for a package.json, which a packed app keeps where it does not look
  log.transports.file.setAppName('BrainKernel');
  log.transports.file.level = 'info';
  log.transports.file.maxSize = largestFile;
  log.transports.file.format = ({ data: [text], message: { date, level } }) => [
    `${date.toISOString()} ${level} ${String(text)}`,
  ];
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.resolvePathFn = () => logFileIn(dataDirectory);
  return {
    info: (message) => log.info(line(message)),
    warn: (message) => log.warn(line(message)),
  };
}

const line = (message: string): string =>
  secretShapes.reduce(
    (text, { pattern }) => text.replaceAll(pattern, '<secret>'),
    printable(message.replaceAll('\n', ' | '), longestLine),
  );
