import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelperPlan } from '../../contract/helper.ts';
import { useFormat } from '../format/use-format.ts';
import { en } from '../i18n/en.ts';
import { useSaid } from '../i18n/use-said.ts';
import { Button } from '../parts/button.tsx';
import { useCopy } from '../parts/use-copy.ts';

type FileKind = keyof typeof en.settings.helperState.kind;
const isFileKind = (what: string): what is FileKind => Object.hasOwn(en.settings.helperState.kind, what);

interface HelperPlanProps {
  readonly what: 'install' | 'uninstall';
  readonly plan: HelperPlan;
}

/** Every file with its size and checksum, and the one command that root will run. */
export function HelperPlanText({ what, plan }: HelperPlanProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const say = useSaid();
  const { copied, copy } = useCopy();
  const { possible, files, command } = plan;
  return (
    <div className="flex flex-col gap-4">
      <p className={possible ? '' : 'text-caution'}>{say(plan)}</p>
      {files.length > 0 && (
        <div>
          <h3 className="mb-1 font-medium">{t(`settings.helperState.planFiles.${what}`)}</h3>
          <ul className="divide-y divide-line border-y border-line">
            {files.map((file) => (
              <li key={file.path} className="py-1.5">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <span className="min-w-0 flex-1 font-mono text-label break-all">{file.path}</span>
                  <span className="text-label text-muted">
                    {isFileKind(file.what) ? t(`settings.helperState.kind.${file.what}`) : file.what} ·{' '}
                    {number.bytes(file.bytes)}
                  </span>
                </p>
                <p className="font-mono text-label break-all text-muted">
                  <span className="sr-only">{t('settings.helperState.checksum')} </span>
                  {file.sha256}
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
      {possible && (
        <div>
          <h3 className="mb-1 font-medium">{t('settings.helperState.planCommand')}</h3>
          <div className="flex flex-wrap items-start gap-2">
            <code className="min-w-0 flex-1 rounded-md bg-sunken p-2 font-mono text-label break-words">{command}</code>
            <Button onClick={() => copy(command)}>{t('settings.helperState.copyCommand')}</Button>
          </div>
          <p className="mt-1 text-muted">
            {t('settings.helperState.planPassword')}{' '}
            <span role="status">{copied !== null && t(`detail.${copied}`)}</span>
          </p>
        </div>
      )}
    </div>
  );
}
