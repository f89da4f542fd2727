/** Judges a process of an app with what the indexes know by now, and notes what was asked, so that news can be told apart. */
import type { CgroupUnit } from './cgroup-unit.ts';
import { trustedLocation } from './executable.ts';
import type { Member } from './membership.ts';
import type { PackageIndex } from './packages/package-index.ts';
import { claimOf } from './trust-claim.ts';
import type { FileFacts } from './trust-file.ts';
import type { FileQuestion, TrustIndex } from './trust-index.ts';
import { judge } from './trust.ts';
import type { Trust } from './trust.ts';

export interface TrustSources {
  readonly trust: TrustIndex;
  readonly packages: PackageIndex;
}

/** A question with the answer there was. */
export interface Asked {
  readonly question: FileQuestion;
  readonly facts: FileFacts | undefined;
}

type Subject = Pick<Member, 'process' | 'nature'> & { readonly unit: CgroupUnit };

/**
 * @param standsOut the app was busy: worth comparing the content of its file
 * @param asked is added to
 */
export function trustOf(
  { process, nature, unit }: Subject,
  { trust, packages }: TrustSources,
  standsOut: boolean,
  asked: Asked[],
): Trust {
  const claim = claimOf(process, nature, unit);
  const { file } = claim;
  if (file === null || claim.hidden || claim.contained) return judge(claim, undefined, null);
  const owner = trustedLocation(file) ? packages.owner(file) : null;
  const worthReading = !claim.deleted && (standsOut || claim.entry?.immune === true);
  const question: FileQuestion = {
    path: file,
    // only the executable has links by which its program is known
    otherName: file === process.identity.exe ? claim.borrowed : null,
    startTime: process.startTime,
    contentOf: worthReading ? (owner?.name ?? null) : null,
  };
  const facts = trust.facts(question);
  asked.push({ question, facts });
  return judge(claim, facts, owner);
}

/** Something that was asked has another answer now. */
export const isOutdated = (asked: readonly Asked[], trust: TrustIndex): boolean =>
  asked.some(({ question, facts }) => trust.known(question) !== facts);
