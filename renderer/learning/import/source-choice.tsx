import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSource } from '../../../contract/policies.ts';
import { importSource } from '../../../contract/policies.ts';
import { RadioList } from '../../settings/radio-list.tsx';

interface SourceChoiceProps {
  readonly value: ImportSource;
  readonly onChoose: (source: ImportSource) => void;
}

/** Which tool the rules were written for, and where its files usually are. */
export function SourceChoice({ value, onChoose }: SourceChoiceProps): ReactNode {
  const { t } = useTranslation();
  return (
    <RadioList
      label={t('learning.import.source')}
      value={value}
      choices={importSource.options.map((source) => ({
        value: source,
        text: t(`learning.import.${source}`),
        hint: t(`learning.import.${source}Hint`),
      }))}
      onChoose={onChoose}
    />
  );
}
