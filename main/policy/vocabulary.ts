/** What a condition may be made of. Everything that is not named here is refused, whatever the language would allow. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

const facts: ReadonlySet<string> = new Set([
  'app',
  'behaviour',
  'machine',
  'limit',
  'foreground',
  'someoneWaits',
  'contended',
]);

/** Methods of text; each takes one text. */
const methods: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains']);

export interface Vocabulary {
  /** Texts written in the condition. */
  readonly literals: readonly string[];
  /** Nodes of its syntax tree. */
  readonly size: number;
}

/** Fails with what is not allowed. The tree is small: the parser has bounded it. */
export function readVocabulary(root: ASTNode): Result<Vocabulary> {
  const literals: string[] = [];
  const open: ASTNode[] = [root];
  let size = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    size += 1;
    const parts = partsOf(node);
    if (!parts.ok) return parts;
    if (node.op === 'value' && typeof node.args === 'string') literals.push(node.args);
    open.push(...parts.value);
  }
  return ok({ literals, size });
}

function partsOf(node: ASTNode): Result<readonly ASTNode[]> {
  switch (node.op) {
    case 'value':
      return isPlain(node.args) ? ok([]) : fail('only texts, finite numbers, true and false are values of a condition');
    case 'id':
      return facts.has(node.args) ? ok([]) : fail(`a condition knows no "${node.args}"`);
    case '.':
      return ok([node.args[0]]);
    case '!_':
    case '-_':
      return ok([node.args]);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '&&':
    case '||':
    case 'in':
    case '+':
    case '-':
    case '*':
    case '/':
    case '?:':
    case 'list':
      return ok(node.args);
    case 'rcall': {
      const [name, receiver, args] = node.args;
      return methods.has(name) ? ok([receiver, ...args]) : fail(`"${name}" is not allowed in a condition`);
    }
    case 'call':
      return fail(`"${node.args[0]}" is not allowed in a condition`);
    default:
      return fail(`"${node.op}" is not allowed in a condition`);
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value;
  return typeof value === 'string' || typeof value === 'boolean';
}
