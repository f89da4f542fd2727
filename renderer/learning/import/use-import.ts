import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/calls.ts';
import type { ImportReport, ImportSource } from '../../../contract/policies.ts';
import { useClient } from '../../client/client-context.ts';
import { useEngineText } from '../../i18n/use-engine-text.ts';
import type { Choice } from './choose-files.ts';

type Chosen = Extract<Choice<File>, { kind: 'read' }>;
type Input = Omit<CallInput<'policies.import'>, 'apply'>;

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly text: string }
  | {
      readonly kind: 'read';
      readonly chosen: Chosen;
      readonly input: Input;
      readonly report: ImportReport;
      readonly taking: boolean;
    };

/** Where a file lay in the folder that was chosen. */
const nameOf = ({ webkitRelativePath, name }: File): string =>
  (webkitRelativePath === '' ? name : webkitRelativePath).slice(-500);

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Files from the desktop, what they would mean, and taking them. */
export function useImport() {
  const { t } = useTranslation();
  const client = useClient();
  const engineText = useEngineText();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const read = async (file: File) => {
    try {
      return { name: nameOf(file), text: await file.text() };
    } catch (error) {
      throw new Error(t('learning.import.unreadable', { file: file.name, why: said(error) }), { cause: error });
    }
  };
  const fail = (error: unknown) => setState({ kind: 'failed', text: engineText(said(error)) });

  return {
    state,
    /** Says why what was chosen is not read; null takes everything back. */
    refuse: (text: string | null) => setState(text === null ? { kind: 'idle' } : { kind: 'failed', text }),
    preview: async (source: ImportSource, chosen: Chosen) => {
      setState({ kind: 'reading' });
      try {
        const files = await Promise.all(chosen.files.map(read));
        const input = { source, files };
        const report = await client.call('policies.import', { ...input, apply: false });
        setState({ kind: 'read', chosen, input, report, taking: false });
      } catch (error) {
        fail(error);
      }
    },
    take: async () => {
      if (state.kind !== 'read') return;
      setState({ ...state, taking: true });
      try {
        const report = await client.call('policies.import', { ...state.input, apply: true });
        setState({ ...state, report, taking: false });
      } catch (error) {
        fail(error);
      }
    },
  };
}
