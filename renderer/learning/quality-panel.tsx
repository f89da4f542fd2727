import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality, Rate } from '../../contract/learning.ts';
import { useFormat } from '../format/use-format.ts';
import { Panel } from './panel.tsx';
import { RateFigure } from './rate-figure.tsx';

const shares = ['correct', 'wronglyHit', 'missed', 'satisfaction'] as const;

/** Each share as a value with its interval, on programs whose purpose is known and on what was lived here. */
export function QualityPanel({ quality }: { readonly quality: Quality }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { labelled, lived, stability } = quality;
  const onLabelled: Readonly<Record<(typeof shares)[number], Rate | null>> = { ...labelled, satisfaction: null };
  const cell = 'border-t border-line py-2 pl-6 align-top';

  return (
    <Panel id="quality-title" title={t('learning.quality.title')} hint={t('learning.quality.hint')}>
      <table className="w-full table-fixed border-collapse">
        <thead>
          <tr className="text-left text-label text-muted">
            <th scope="col" className="w-[40%] pb-1 align-bottom font-normal">
              {t('learning.quality.what')}
            </th>
            {(['labelled', 'lived'] as const).map((set) => (
              <th key={set} scope="col" className="pb-1 pl-6 align-bottom font-normal">
                <span className="text-ink">{t(`learning.quality.${set}`)}</span>
                <span className="block">{t(`learning.quality.${set}Hint`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((name) => {
            const known = onLabelled[name];
            return (
              <tr key={name}>
                <Meaning name={name} />
                <td className={cell}>
                  {known === null ? (
                    <span className="text-muted">{t('learning.quality.notLabelled')}</span>
                  ) : (
                    <RateFigure rate={known} />
                  )}
                </td>
                <td className={cell}>
                  <RateFigure rate={lived[name]} />
                </td>
              </tr>
            );
          })}
          <tr>
            <Meaning name="stability" />
            <td className={cell} />
            <td className={cell}>
              {stability === null ? (
                <span className="text-muted">{t('learning.notYet')}</span>
              ) : (
                <span className="font-medium">{number.plain(stability)}</span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </Panel>
  );
}

function Meaning({ name }: { readonly name: (typeof shares)[number] | 'stability' }): ReactNode {
  const { t } = useTranslation();
  return (
    <th scope="row" className="border-t border-line py-2 text-left align-top font-normal">
      {t(`learning.quality.${name}`)}
      <span className="block text-muted">{t(`learning.quality.${name}Hint`)}</span>
    </th>
  );
}
