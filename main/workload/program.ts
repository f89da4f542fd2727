/** The program an app runs, apart from pid and boot: what verdicts, feedback and rules are kept under. */
import { createHash } from 'node:crypto';
import type { Program } from './app.ts';
import { argvShape } from './argv-shape.ts';

export interface ProgramParts {
  readonly exe: string | null;
  readonly script: string | null;
  readonly package: Program['package'];
  readonly argv: readonly string[];
  /** Stands in for the path where it may not be read. */
  readonly name: string;
}

export function programFrom(parts: ProgramParts): Program {
  const shape = argvShape(parts.argv);
  const identity = [
    parts.exe ?? `?${parts.name}`,
    parts.script ?? '',
    parts.package?.name ?? '',
    parts.package?.version ?? '',
    shape,
  ];
  return {
    key: createHash('sha256').update(identity.join('\0')).digest('hex').slice(0, 32),
    exe: parts.exe,
    script: parts.script,
    package: parts.package,
    argvShape: shape,
  };
}
