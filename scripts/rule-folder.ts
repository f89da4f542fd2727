/** A folder of rules of ananicy or system76-scheduler -> a set of policies that can be replayed. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportSource } from '../contract/policies.ts';
import type { PolicySet } from '../main/learn/replay/compare.ts';
import { importRules } from '../main/policy/import/import-rules.ts';
import type { RuleFile } from '../main/policy/import/rule-file.ts';
import { importedGate, tableOf } from '../main/policy/rule-table.ts';
import { fail, ok } from '../main/result.ts';
import type { Result } from '../main/result.ts';

/** As the importer of the app takes them at once: files, and bytes of each. */
const mostFiles = 2000;
const mostBytes = 4_000_000;

export interface RuleFolder {
  readonly set: PolicySet;
  readonly rules: number;
  readonly notUnderstood: number;
}

/** Fails with a sentence when there is no rule in it that could be understood. */
export async function readRuleFolder(folder: string): Promise<Result<RuleFolder>> {
  let names: readonly string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    return fail(`the rules ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const ananicy = names.filter((name) => /\.(?:rules|types|cgroups)$/.test(name));
  const kdl = names.filter((name) => name.endsWith('.kdl'));
  const source: ImportSource = ananicy.length >= kdl.length ? 'ananicy' : 'system76';
  const wanted = source === 'ananicy' ? ananicy : kdl;
  if (wanted.length === 0) return fail(`${folder} holds no rules: no .rules, .types, .cgroups or .kdl file`);
  if (wanted.length > mostFiles) return fail(`${folder} holds ${wanted.length} files of rules; ${mostFiles} are read`);
  const files: RuleFile[] = [];
  for (const name of wanted) {
    const path = join(folder, name);
    const about = await stat(path);
    if (!about.isFile()) continue;
    if (about.size > mostBytes) return fail(`${path} is larger than any file of rules: ${about.size} bytes`);
    files.push({ name, text: await readFile(path, 'utf8') });
  }
  const { set, report } = importRules(source, files);
  if (report.rules === 0) return fail(`${folder} holds no rule that could be understood`);
  const policies = [
    {
      id: `imported-${source}`,
      description: `Rules of ${source}`,
      when: importedGate,
      table: tableOf(set),
      action: 'none',
      treatment: 'leave-alone',
      sentence: 'policy.imported',
      evidence: ['cpu', 'pressure', 'someone-waits'],
      confidence: 0.8,
      provenance: 'imported',
      version: 1,
    },
  ] as const;
  return ok({ set: { name: `${source} rules`, policies }, rules: report.rules, notUnderstood: report.notUnderstood });
}
