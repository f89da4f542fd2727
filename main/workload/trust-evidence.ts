/** What was found out about an app's executable as rows beside a decision. Pure. */
import type { Evidence } from '../../contract/decision.ts';
import { sayTrust } from '../../contract/sentences-trust.ts';
import type { TrustSentenceKey } from '../../contract/sentences-trust.ts';
import { printable } from '../printable.ts';
import type { App } from './app.ts';
import type { TrustFinding } from './trust.ts';

/** What would have spoken for it. */
const expected: Readonly<Record<TrustFinding['what'], TrustSentenceKey | null>> = {
  place: 'trust.place.system',
  owner: 'trust.owner.root',
  package: null,
  checksum: 'trust.checksum.matches',
  file: null,
  name: 'trust.name.own',
};

/**
 * Rows worth a person's attention: of a suspect what speaks against it, else what is known of its package and content.
 * None where nothing was found out. Metric and value are the English of sentences-trust.ts.
 */
export function evidenceOfTrust({ trust }: Pick<App, 'trust'>): readonly Evidence[] {
  if (trust === undefined) return [];
  const told =
    trust.level === 'suspect'
      ? trust.findings.filter(({ weighs }) => weighs === 'against')
      : trust.findings.filter(({ what }) => what === 'package' || what === 'checksum' || what === 'file');
  return told.map((finding) => ({
    metric: sayTrust(`trust.metric.${finding.what}`),
    value: valueOf(finding),
    unit: '',
    threshold: finding.weighs === 'against' ? inWords(expected[finding.what]) : null,
  }));
}

const valueOf = ({ found, name }: TrustFinding): string =>
  typeof found === 'string' ? sayTrust(found, { name: printable(name ?? '', 40) }) : printable(found.text, 80);

const inWords = (key: TrustSentenceKey | null): string | null => (key === null ? null : sayTrust(key));
