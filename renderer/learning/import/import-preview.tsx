import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { useEngineText } from '../../i18n/use-engine-text.ts';
import { CategoryIcon } from '../../parts/category-icon.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../panel.tsx';

/** What a rule set would mean here: in numbers, for what runs now, and line by line where it was not understood. */
export function ImportPreview({
  report,
  children,
}: {
  readonly report: ImportReport;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { files, rules, holdBack, leaveAlone, durationMs } = report;
  return (
    <Panel id="preview-title" title={t('learning.import.preview')}>
      <p>
        {rules === 0
          ? t('learning.import.noRules')
          : t('learning.import.counts', {
              rules: number.integer(rules),
              files: number.integer(files),
              holdBack: number.integer(holdBack),
              leaveAlone: number.integer(leaveAlone),
            })}{' '}
        <span className="text-muted">{t('learning.import.took', { time: number.milliseconds(durationMs) })}</span>
      </p>
      <Changes report={report} />
      <Problems report={report} />
      <div>{children}</div>
    </Panel>
  );
}

function Changes({ report: { changes } }: { readonly report: ImportReport }): ReactNode {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className="text-muted">{t('learning.import.changesNone')}</p>;
  return (
    <div>
      <h4 className="mb-1 text-label font-semibold text-muted">{t('learning.import.changes')}</h4>
      <div tabIndex={0} className="max-h-80 overflow-y-auto">
        <DataTable
          head={[
            t('learning.import.app'),
            t('learning.import.from'),
            t('learning.import.to'),
            t('learning.import.rule'),
          ]}
          rows={changes.map(({ app, category, from, to, rule }) => [
            <span className="flex items-start gap-2">
              <span className="pt-0.5">
                <CategoryIcon category={category} />
              </span>
              <span className="min-w-0 break-words">{app}</span>
            </span>,
            t(`action.${from}`),
            t(`action.${to}`),
            <span className="font-mono text-label break-all">{rule}</span>,
          ])}
        />
      </div>
    </div>
  );
}

function Problems({ report: { notUnderstood, problems } }: { readonly report: ImportReport }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const engineText = useEngineText();
  const more = notUnderstood - problems.length;
  if (notUnderstood === 0) return <p className="text-muted">{t('learning.import.problemsNone')}</p>;
  return (
    <details>
      <summary className="w-fit rounded text-caution">
        {t('learning.import.problems', { count: notUnderstood, lines: number.integer(notUnderstood) })}
      </summary>
      <ul className="mt-2 flex max-h-72 flex-col gap-2 overflow-y-auto" tabIndex={0}>
        {problems.map(({ file, line, text, why }, index) => (
          <li key={index}>
            <p className="text-label break-words text-muted">
              {line === 0 ? file : t('learning.import.line', { file, line })}: {engineText(why)}
            </p>
            <code className="font-mono text-label break-all">{text}</code>
          </li>
        ))}
        {more > 0 && (
          <li className="text-muted">{t('learning.import.andMore', { count: more, lines: number.integer(more) })}</li>
        )}
      </ul>
    </details>
  );
}
