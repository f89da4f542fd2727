/** What a bundled script asks for when it runs: modules it imports, files beside it that it opens, strings it mentions. */
import { posix } from 'node:path';
import { analyze } from 'eslint-scope';
import type { Variable } from 'eslint-scope';
import { parseSync } from 'vite';

export interface References {
  /** Of `import`, `export … from`, `import()` and `require()`, as written. */
  readonly modules: readonly string[];
  /** Those of `require()` within `try` alone: the script can do without. */
  readonly optional: readonly string[];
  /** Of `join(import.meta.dirname, '…')` and `new URL('…', import.meta.url)`: relative to the script's folder. */
  readonly places: readonly string[];
  /** Every string in it. */
  readonly strings: ReadonlySet<string>;
  /** The names under which it hands on a `require` that it made. */
  readonly requires: ReadonlySet<string>;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * @param isRequire whether what a module exports under a name is a `require`: bundlers make one for all chunks, and
 * minifiers leave it no telling name
 * @throws when the text is not JavaScript
 */
export function referencesOf(code: string, isRequire: (module: string, name: string) => boolean): References {
  const { program, errors } = parseSync('bundle.js', code, { preserveParens: false, range: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const variableOf = variablesByUse(program);
  const modules = new Set<string>();
  const optional = new Set<string>();
  const strings = new Set<string>();
  const requires = new Set<string>();
  const places = new Map<Node, string>();

  const callsRequire = (callee: unknown): boolean => {
    if (!isNode(callee) || callee.type !== 'Identifier') return false;
    const variable = variableOf.get(callee);
    return variable === undefined ? callee['name'] === 'require' : holdsRequire(variable);
  };
  const holdsRequire = (variable: Variable): boolean => {
    const { module, name, value } = originOf(variable);
    return module === null ? isCallOf('createRequire', value) : isRequire(module, name);
  };
  const isCallOf = (wanted: string, value: unknown): boolean => {
    const callee = isNode(value) && value.type === 'CallExpression' ? value['callee'] : null;
    if (!isNode(callee)) return false;
    if (callee.type === 'MemberExpression') return nameOf(callee['property']) === wanted;
    const variable = variableOf.get(callee);
    return variable !== undefined && originOf(variable).name === wanted;
  };

  /** Where a path begins: the script's own folder, or a place that a constant holds and that is then only a beginning. */
  const beginningOf = (argument: Node): string | null => {
    if (isOwnPlace(argument)) return '';
    const variable = variableOf.get(argument);
    const value = variable && originOf(variable).value;
    const held = isNode(value) ? places.get(value) : undefined;
    if (held === undefined || !isNode(value)) return null;
    starts.add(value);
    return held;
  };
  const starts = new Set<Node>();
  const notePlace = (node: Node): void => {
    const given = listOf(node, 'arguments');
    const beginning = given.map(beginningOf).find((path) => path !== null);
    const parts = given.map(stringOf).filter((part) => part !== null);
    if (beginning !== undefined && parts.length > 0) places.set(node, posix.join(beginning, ...parts));
  };

  const visit = (node: Node, tried: boolean): void => {
    const text = stringOf(node);
    if (text !== null) strings.add(text);
    const imported = stringOf(node['source']);
    if (imported !== null) modules.add(imported);
    const asked = listOf(node, 'arguments').map(stringOf)[0];
    if (typeof asked === 'string' && callsRequire(node['callee'])) (tried ? optional : modules).add(asked);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') notePlace(node);
    if (node.type === 'ExportSpecifier' && callsRequire(node['local'])) requires.add(nameOf(node['exported']) ?? '');
    for (const [key, child] of Object.entries(node))
      for (const one of Array.isArray(child) ? child : [child])
        if (isNode(one)) visit(one, tried || (node.type === 'TryStatement' && key === 'block'));
  };
  for (const statement of program.body) if (isNode(statement)) visit(statement, false);
  return {
    modules: [...modules],
    optional: [...optional].filter((name) => !modules.has(name)),
    places: [...new Set([...places].filter(([node]) => !starts.has(node)).map(([, place]) => place))],
    strings,
    requires,
  };
}

/** What each identifier stands for, shadowing included; those that stand for nothing in the script are left out. */
function variablesByUse(program: object): ReadonlyMap<unknown, Variable> {
  const { scopes } = analyze(program as Parameters<typeof analyze>[0], { ecmaVersion: 2026, sourceType: 'module' });
  return new Map(
    scopes.flatMap(({ references }) =>
      references.flatMap(({ identifier, resolved }) => (resolved === null ? [] : [[identifier, resolved] as const])),
    ),
  );
}

interface Origin {
  /** Where it is imported from; null for what the script declares itself. */
  readonly module: string | null;
  /** As exported there. */
  readonly name: string;
  /** What it is declared with. */
  readonly value: unknown;
}

function originOf({ defs, name }: Variable): Origin {
  const [definition] = defs;
  const declared: unknown = definition?.node;
  if (!isNode(declared)) return { module: null, name, value: null };
  const from: unknown = definition?.parent;
  const module = declared.type.startsWith('Import') && isNode(from) ? stringOf(from['source']) : null;
  return { module, name: nameOf(declared['imported']) ?? name, value: declared['init'] };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes under a key that holds a list; none when it does not. */
function listOf(node: Node, key: string): readonly Node[] {
  const list = node[key];
  return Array.isArray(list) ? list.filter(isNode) : [];
}

const nameOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Identifier' && typeof value['name'] === 'string' ? value['name'] : null;

/** A string literal, or a template without holes, which minifiers prefer. */
function stringOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  const [only, ...others] = value.type === 'TemplateLiteral' ? listOf(value, 'quasis') : [];
  if (only === undefined || others.length > 0) return null;
  const { value: quasi } = only;
  return typeof quasi === 'object' && quasi !== null && 'cooked' in quasi && typeof quasi.cooked === 'string'
    ? quasi.cooked
    : null;
}

/** `import.meta.dirname`, `import.meta.url`. */
const isOwnPlace = (value: unknown): boolean =>
  isNode(value) &&
  value.type === 'MemberExpression' &&
  isNode(value['object']) &&
  value['object'].type === 'MetaProperty';
