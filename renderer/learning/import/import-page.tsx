import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSource } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { hrefOf } from '../../frame/route.ts';
import { Button } from '../../parts/button.tsx';
import { useFocusIfLost } from '../../parts/use-focus-if-lost.ts';
import { Panel } from '../panel.tsx';
import { chooseFiles, kindsOf, mostFiles, mostInAll, mostOfOne } from './choose-files.ts';
import { FileButton } from './file-button.tsx';
import { ImportPreview } from './import-preview.tsx';
import { SourceChoice } from './source-choice.tsx';
import { useImport } from './use-import.ts';

/** Takes over rules that were written for another tool: first what they would mean, then as a draft. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [source, setSource] = useState<ImportSource>('ananicy');
  const { state, refuse, preview, take } = useImport();
  const kinds = kindsOf[source].join(', ');
  const taken = useFocusIfLost<HTMLParagraphElement>(state.kind === 'read' ? state.report.policyId : null);

  const whyNot = (choice: Exclude<ReturnType<typeof chooseFiles>, { kind: 'read' }>): string => {
    switch (choice.kind) {
      case 'nothing':
        return t('learning.import.nothing', { kinds });
      case 'too-many':
        return t('learning.import.tooMany', { most: number.integer(mostFiles) });
      case 'too-large':
        return t('learning.import.tooLarge', { most: number.bytes(choice.which === 'one' ? mostOfOne : mostInAll) });
    }
  };
  const choose = (files: readonly File[]) => {
    const choice = chooseFiles(source, files);
    if (choice.kind === 'read') void preview(source, choice);
    else refuse(whyNot(choice));
  };
  const busy = state.kind === 'reading';

  return (
    <>
      <Panel id="import-title" title={t('learning.import.title')} hint={t('learning.import.intro')}>
        <SourceChoice
          value={source}
          onChoose={(chosen) => {
            setSource(chosen);
            refuse(null);
          }}
        />
        <div className="flex flex-wrap items-center gap-2">
          <FileButton busy={busy} accept={kindsOf[source].join(',')} onChoose={choose}>
            {t('learning.import.files')}
          </FileButton>
          <FileButton folder busy={busy} onChoose={choose}>
            {t('learning.import.folder')}
          </FileButton>
        </div>
        <p role="alert" className="break-words text-needs empty:hidden">
          {state.kind === 'failed' ? state.text : ''}
        </p>
        <p role="status" className="text-muted empty:sr-only">
          {busy && t('learning.import.reading')}
          {state.kind === 'read' &&
            t('learning.import.chosen', {
              count: state.chosen.files.length,
              files: number.integer(state.chosen.files.length),
              size: number.bytes(state.chosen.bytes),
            })}
          {state.kind === 'read' &&
            state.chosen.skipped > 0 &&
            ` ${t('learning.import.skipped', { count: state.chosen.skipped })}`}
        </p>
      </Panel>
      {state.kind === 'read' && (
        <ImportPreview report={state.report}>
          {state.report.policyId === null ? (
            state.report.rules > 0 && (
              <Button look="main" busy={state.taking} onClick={() => void take()}>
                {t('learning.import.take')}
              </Button>
            )
          ) : (
            <p ref={taken} tabIndex={-1} role="status">
              {t('learning.import.taken')}{' '}
              <a
                className="underline underline-offset-2"
                href={hrefOf({ view: 'learning', place: { part: 'policy', id: state.report.policyId } })}
              >
                {t('learning.import.open')}
              </a>
            </p>
          )}
        </ImportPreview>
      )}
    </>
  );
}
