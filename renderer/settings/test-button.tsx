import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelTest } from '../../contract/keys.ts';
import { sayIn } from '../../contract/say-in.ts';
import { useClient } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { usePreferences } from '../stores/preferences.ts';

interface TestButtonProps {
  readonly provider: ModelTest['provider'];
  readonly onTested?: (result: ModelTest) => void;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'tested'; readonly result: ModelTest }
  | { readonly kind: 'failed'; readonly text: string };

/** Asks the provider something small and says in a sentence what came of it. */
export function TestButton({ provider, onTested }: TestButtonProps): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const language = usePreferences((preferences) => preferences.language);
  const engineText = useEngineText();
  const [state, setState] = useState<State>({ kind: 'idle' });

  const test = async () => {
    setState({ kind: 'asking' });
    try {
      const result = await client.call('llm.test', { provider });
      setState({ kind: 'tested', result });
      onTested?.(result);
    } catch (error) {
      setState({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <div className="flex items-start gap-3">
      <Button busy={state.kind === 'asking'} onClick={() => void test()}>
        {t('settings.test.button')}
      </Button>
      <p role="status" className="min-h-8 py-1.5">
        {state.kind === 'asking' && <span className="text-muted">{t('settings.test.asking')}</span>}
        {state.kind === 'failed' && <span className="text-needs">{engineText(state.text)}</span>}
        {state.kind === 'tested' && (
          <span className={state.result.ok ? '' : 'text-caution'}>
            {state.result.ok && <Icon name="check" className="mr-1 inline size-4" />}
            {sayIn(language, state.result.sentence, state.result.text)}
          </span>
        )}
      </p>
    </div>
  );
}
