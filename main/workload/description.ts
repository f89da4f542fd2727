/** What is shown of an app and what it is for: name, icon, category, from the best source that knows. */
import type { Category } from '../../contract/words.ts';
import type { App, AppKind, KnownFrom } from './app.ts';
import type { DesktopEntries } from './desktop/desktop-entries.ts';
import { categoryOfDesktop } from './desktop/desktop-category.ts';
import type { DesktopEntry } from './desktop/desktop-entry.ts';
import { baseName, trustedLocation } from './executable.ts';
import { scriptName } from './interpreter.ts';
import { unescapeUnit } from './cgroup-unit.ts';
import { categoryOfSection } from './packages/section.ts';
import type { PackageIndex, PackageOwner } from './packages/package-index.ts';
import { programFrom } from './program.ts';
import type { TrustIndex } from './trust-index.ts';
import { trustOf } from './trust-of.ts';
import type { Asked } from './trust-of.ts';
import { byAge } from './membership.ts';
import type { Group, Member } from './membership.ts';

export interface Knowledge {
  readonly desktop: DesktopEntries;
  readonly packages: PackageIndex;
  readonly verdicts: ReadonlyMap<string, Category>;
  readonly trust: TrustIndex;
}

/** What is known of an app besides its processes. */
export interface Standing {
  /** It was busy at some time. */
  readonly standsOut: boolean;
  readonly ancestors: readonly string[];
}

export interface Description {
  readonly app: App;
  /** The package is still being looked up: describe again when the index says that it knows more. */
  readonly pending: boolean;
  /** Files that were asked about for it. */
  readonly asked: readonly Asked[];
}

export function describe(group: Group, knowledge: Knowledge, { standsOut, ancestors }: Standing): Description {
  const members = [...group.members].sort(byAge);
  const oldest = members[0] ?? group.founder;
  const main = group.kernel ? oldest : (members.find((member) => !member.nature.wraps) ?? oldest);
  const owner = group.kernel ? null : packageOf(main, knowledge.packages);
  const { process, nature } = main;
  const asked: Asked[] = [];
  const trust = group.kernel ? null : trustOf(main, knowledge, standsOut, asked);
  const suspect = trust?.level === 'suspect';
  const program = programFrom({
    exe: group.kernel ? null : process.identity.exe,
    script: nature.script,
    package: owner ?? null,
    argv: group.kernel ? [] : process.identity.argv,
    name: group.kernel ? 'kernel' : (nature.exe ?? process.name),
  });
  const desktop = suspect ? null : desktopEntryOf(group, main, knowledge.desktop);
  const app: App = {
    id: group.id,
    name: group.kernel ? 'Linux kernel' : nameOf(group, main, desktop, suspect),
    icon: desktop?.icon ?? null,
    ...(suspect ? nobody : purposeOf(group, main, desktop, owner ?? null, knowledge.verdicts.get(program.key))),
    immune: group.kernel || members.some((member) => isImmune(member, knowledge, standsOut, asked)),
    kind: kindOf(group, oldest),
    unit: exclusiveUnit(group, oldest),
    userUnit: oldest.unit.userManager !== null,
    cgroup: oldest.process.identity.cgroup,
    uid: oldest.process.identity.uid,
    program,
    ...(ancestors.length > 0 && { ancestors }),
    ...(trust !== null && { trust }),
    processes: members.map((member) => member.process),
  };
  return { app, pending: owner === undefined, asked };
}

/** A suspect has neither the purpose nor the standing of what it is called after. */
const nobody = { category: 'unknown', known: 'unknown' } as const;

/** The catalogue speaks of the true program; one that only has its name is protected by nothing. */
function isImmune(member: Member, knowledge: Knowledge, standsOut: boolean, asked: Asked[]): boolean {
  return member.nature.entry?.immune === true && trustOf(member, knowledge, standsOut, asked).level !== 'suspect';
}

/** A script belongs to whoever put it there, not to the interpreter's package. Undefined: not known yet. */
function packageOf({ nature, process }: Member, packages: PackageIndex): PackageOwner | null | undefined {
  const path = nature.runs?.kind === 'script' ? nature.runs.path : process.identity.exe;
  return path !== null && trustedLocation(path) ? packages.owner(path) : null;
}

function desktopEntryOf(group: Group, { nature }: Member, entries: DesktopEntries): DesktopEntry | null {
  if (group.kernel) return null;
  const byUnit = group.unit?.desktopId ?? null;
  const named = byUnit === null ? null : entries.byId(byUnit);
  if (named !== null) return named;
  // python's own menu entry does not name what python runs
  const path = nature.runs === null || nature.runs.kind === 'prompt' ? nature.exe : scriptPath(nature);
  return path === null ? null : entries.byProgram(path);
}

function scriptPath({ runs }: Member['nature']): string | null {
  return runs?.kind === 'script' ? runs.path : null;
}

function nameOf(group: Group, { nature, process }: Member, desktop: DesktopEntry | null, suspect: boolean): string {
  if (desktop !== null) return desktop.name;
  if (!suspect && nature.entry?.family === false) return nature.entry.title;
  const program = scriptName(nature.runs) ?? (nature.exe === null ? null : baseName(nature.exe));
  if (program !== null && program !== '') return program;
  const unit = group.unit?.unit;
  return unit === undefined || unit === null ? process.name : unescapeUnit(unit.replace(/\.(?:scope|service)$/, ''));
}

/**
 * Category and its source. The catalogue speaks of exactly this executable, so it goes before a menu entry, whose
 * categories are broad, and before a package's section, which is broader still.
 */
function purposeOf(
  group: Group,
  { nature }: Member,
  desktop: DesktopEntry | null,
  owner: PackageOwner | null,
  verdict: Category | undefined,
): { readonly category: Category; readonly known: KnownFrom } {
  if (group.kernel) return { category: 'system-core', known: 'catalogue' };
  if (nature.entry !== null) return { category: nature.entry.category, known: 'catalogue' };
  const fromMenu = desktop === null ? null : categoryOfDesktop(desktop.categories);
  if (fromMenu !== null) return { category: fromMenu, known: 'desktop-entry' };
  const fromSection = owner === null ? null : categoryOfSection(owner.section);
  if (fromSection !== null) return { category: fromSection, known: 'package' };
  if (verdict !== undefined) return { category: verdict, known: 'verdict' };
  // an interpreter that runs something nobody knows: a runtime, but what for is the question to ask
  if (nature.runs !== null) return { category: 'runtime', known: 'unknown' };
  return { category: 'unknown', known: 'unknown' };
}

function kindOf(group: Group, oldest: Member): AppKind {
  if (group.kernel) return 'kernel';
  const { unit } = group;
  if (unit === null) return oldest.unit.session ? 'session' : 'tree';
  if (unit.nature === 'sealed') return unit.desktopId === null ? 'container' : 'app';
  return unit.nature === 'launched' ? 'app' : 'service';
}

/** The unit that holds all of the app's processes and nothing else; null when there is none. */
function exclusiveUnit(group: Group, { unit }: Member): string | null {
  if (unit !== group.unit && !unit.own) return null;
  const all = unit.members.size === group.members.size && [...group.members].every((member) => member.unit === unit);
  return all ? unit.unit : null;
}
