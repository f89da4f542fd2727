/**
 * Whether a program is what its name says: where its file lies, who may change it, which package it came with. Pure:
 * facts in, judgement out. What could not be found out never speaks against a program.
 */
import type { TrustSentenceKey } from '../../contract/sentences-trust.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { trustedLocation } from './executable.ts';
import type { FileFacts } from './trust-file.ts';

/** `verified`: as its package installed it. `suspect`: it has a name that it is not entitled to, or was changed. */
export type TrustLevel = 'verified' | 'plain' | 'suspect';

export interface TrustFinding {
  readonly what: 'place' | 'owner' | 'package' | 'checksum' | 'file' | 'name';
  /** What was found, said by key; for a package its name and version. */
  readonly found: TrustSentenceKey | { readonly text: string };
  /** The name it borrowed. Untrusted text. */
  readonly name?: string;
  readonly weighs: 'for' | 'against' | 'neither';
}

export interface Trust {
  readonly level: TrustLevel;
  readonly findings: readonly TrustFinding[];
}

/** What a program says it is, and where that can be looked up. */
export interface Claim {
  /** What the catalogue knows under its name. */
  readonly entry: CatalogueEntry | null;
  /** The executable, or the script that an interpreter runs; null where nothing ties the program to a file. */
  readonly file: string | null;
  /** /proc/PID/exe may not be read. */
  readonly hidden: boolean;
  /** The executable was deleted or replaced since it was started. */
  readonly deleted: boolean;
  /** Runs in a container that root's service manager made: its paths are not those of this machine. */
  readonly contained: boolean;
  /** A protected program's name by which it goes although its executable is another. */
  readonly borrowed: string | null;
  readonly byRoot: boolean;
}

/** The package that put the file there. */
interface Owner {
  readonly name: string;
  readonly version: string;
}

/** Packages of these are content-addressed: in a single-user installation they belong to that user. */
const stores = ['/nix/store/', '/gnu/store/'];

const plain = (...findings: readonly TrustFinding[]): Trust => ({ level: 'plain', findings });

/**
 * @param facts undefined until the file was looked at
 * @param owner undefined until the package is known
 */
export function judge(claim: Claim, facts: FileFacts | undefined, owner: Owner | null | undefined): Trust {
  const wanted = claim.entry?.immune === true;
  if (claim.contained) return plain({ what: 'place', found: 'trust.place.container', weighs: 'neither' });
  if (claim.hidden) return plain({ what: 'place', found: 'trust.place.unseen', weighs: 'neither' });
  if (claim.file === null) {
    // root has no need of a borrowed name
    const weighs = wanted && !claim.byRoot ? 'against' : 'neither';
    return conclude([{ what: 'place', found: 'trust.place.unbound', weighs }]);
  }
  if (facts === undefined) return plain();
  const findings = [
    place(claim, claim.file, facts, wanted),
    ownership(claim.file, facts, wanted),
    owner ? packaged(owner) : null,
    claim.deleted ? gone(facts, owner) : content(facts),
    named(claim, facts, wanted),
  ].filter((finding) => finding !== null);
  return conclude(findings);
}

function conclude(findings: readonly TrustFinding[]): Trust {
  if (findings.some(({ weighs }) => weighs === 'against')) return { level: 'suspect', findings };
  const speaking = new Set(findings.filter(({ weighs }) => weighs === 'for').map(({ what }) => what));
  const verified = (['place', 'owner', 'package', 'checksum'] as const).every((what) => speaking.has(what));
  return { level: verified ? 'verified' : 'plain', findings };
}

function place({ deleted }: Claim, file: string, { owner, missing }: FileFacts, wanted: boolean): TrustFinding {
  // a system place of another mount namespace, say of a sandbox
  if (missing && !deleted && trustedLocation(file)) {
    return { what: 'place', found: 'trust.place.unseen', weighs: 'neither' };
  }
  if (trustedLocation(file)) return { what: 'place', found: 'trust.place.system', weighs: 'for' };
  if (owner === 'root') return { what: 'place', found: 'trust.place.root-only', weighs: 'neither' };
  return { what: 'place', found: 'trust.place.anywhere', weighs: wanted ? 'against' : 'neither' };
}

function ownership(file: string, { owner }: FileFacts, wanted: boolean): TrustFinding | null {
  if (owner === null) return null;
  const found = `trust.owner.${owner}` as const;
  if (owner === 'root') return { what: 'owner', found, weighs: 'for' };
  const inStore = stores.some((store) => file.startsWith(store));
  const open = owner === 'anybody' || (owner === 'user' && !inStore);
  return { what: 'owner', found, weighs: wanted && open && trustedLocation(file) ? 'against' : 'neither' };
}

const packaged = ({ name, version }: Owner): TrustFinding => ({
  what: 'package',
  found: { text: `${name} ${version}` },
  weighs: 'for',
});

function content({ checksum }: FileFacts): TrustFinding | null {
  if (checksum === null) return null;
  const weighs = checksum === 'matches' ? 'for' : 'against';
  return { what: 'checksum', found: `trust.checksum.${checksum}`, weighs };
}

/** An update deletes what runs, so this speaks against nothing: where it matters who put the file there, its place does. */
function gone({ missing }: FileFacts, owner: Owner | null | undefined): TrustFinding {
  const replaced = !missing || (owner !== null && owner !== undefined);
  return { what: 'file', found: replaced ? 'trust.file.replaced' : 'trust.file.deleted', weighs: 'neither' };
}

/** A protected program may call itself what it likes; it gains nothing by it. */
function named({ borrowed }: Claim, { aliased }: FileFacts, wanted: boolean): TrustFinding | null {
  if (borrowed === null || aliased !== false) return null;
  return { what: 'name', found: 'trust.name.borrowed', name: borrowed, weighs: wanted ? 'neither' : 'against' };
}
