/**
 * Whether a condition could hold for an app, whatever it does and however the machine is: three-valued logic over the
 * syntax tree, where all that is not known of the app is neither true nor false. Never says no to what can be. Pure.
 */
import type { ASTNode } from '@marcbachmann/cel-js';

/** What is known of an app; a fact that is left out may be anything. */
export interface KnownApp {
  readonly name?: string;
  readonly exe?: string;
  readonly category?: string;
  readonly kind?: string;
  readonly user?: boolean;
}

const unknown: unique symbol = Symbol('unknown');
type Value = string | boolean | readonly Value[] | typeof unknown;

export const mayHold = (condition: ASTNode, app: KnownApp): boolean => valueOf(condition, app) !== false;

function valueOf(node: ASTNode, app: KnownApp): Value {
  switch (node.op) {
    case 'value':
      // numbers are what an app does, not what it is
      return typeof node.args === 'string' || typeof node.args === 'boolean' ? node.args : unknown;
    case '.':
      return node.args[0].op === 'id' && node.args[0].args === 'app' ? factOf(app, node.args[1]) : unknown;
    case 'list':
      return node.args.map((element) => valueOf(element, app));
    case '!_': {
      const value = valueOf(node.args, app);
      return typeof value === 'boolean' ? !value : unknown;
    }
    case '&&':
      return both(valueOf(node.args[0], app), valueOf(node.args[1], app), false);
    case '||':
      return both(valueOf(node.args[0], app), valueOf(node.args[1], app), true);
    case '?:': {
      const asked = valueOf(node.args[0], app);
      const yes = valueOf(node.args[1], app);
      const no = valueOf(node.args[2], app);
      if (typeof asked === 'boolean') return asked ? yes : no;
      return yes === no ? yes : unknown;
    }
    case '==':
      return same(valueOf(node.args[0], app), valueOf(node.args[1], app));
    case '!=': {
      const equal = same(valueOf(node.args[0], app), valueOf(node.args[1], app));
      return equal === unknown ? unknown : equal !== true;
    }
    case 'in':
      return within(valueOf(node.args[0], app), valueOf(node.args[1], app));
    case 'rcall': {
      const [name, receiver, [argument]] = node.args;
      return argument ? text(name, valueOf(receiver, app), valueOf(argument, app)) : unknown;
    }
    default:
      return unknown;
  }
}

function factOf({ name, exe, category, kind, user }: KnownApp, fact: string): Value {
  const known: Readonly<Record<string, string | boolean | undefined>> = { name, exe, category, kind, user };
  return (Object.hasOwn(known, fact) ? known[fact] : undefined) ?? unknown;
}

/** And (`decides` false) or or (`decides` true): one operand that decides is enough, be the other known or not. */
function both(left: Value, right: Value, decides: boolean): Value {
  if (left === decides || right === decides) return decides;
  return left === unknown || right === unknown ? unknown : !decides;
}

function same(left: Value, right: Value): Value {
  const known = typeof left === typeof right && typeof left !== 'symbol' && typeof left !== 'object';
  return known ? left === right : unknown;
}

function within(value: Value, list: Value): Value {
  if (typeof list !== 'object') return unknown;
  const answers = list.map((one) => same(value, one));
  if (answers.includes(true)) return true;
  return answers.includes(unknown) ? unknown : false;
}

function text(method: string, value: Value, argument: Value): Value {
  if (typeof value !== 'string' || typeof argument !== 'string') return unknown;
  switch (method) {
    case 'startsWith':
      return value.startsWith(argument);
    case 'endsWith':
      return value.endsWith(argument);
    case 'contains':
      return value.includes(argument);
    default:
      return unknown;
  }
}
