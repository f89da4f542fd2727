/** The built engine where another user can read it: a checkout may lie where only its owner can. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineCopy } from './running-engine.ts';

const root = join(import.meta.dirname, '..', '..');

/** Copies node, the engine and its one native package below `folder`, which others may enter. */
export function copyEngine(folder: string): EngineCopy {
  const node = join(folder, 'node');
  cpSync(process.execPath, node);
  cpSync(join(root, 'out', 'engine'), join(folder, 'out', 'engine'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['koffi', '@koromix']) {
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  return { node, entry: join(folder, 'out', 'engine', 'headless.js') };
}
