import type { CostsSummary } from '../../contract/engine.ts';
import { useAnswer } from '../parts/use-answer.ts';
import type { Answer } from '../parts/use-answer.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { useSettings } from '../stores/settings.ts';

/** What models cost; read anew when the status or the settings say that it changed, and not before. */
export function useCosts(): Answer<CostsSummary> {
  const spent = useEngineStatus(({ status }) => status && `${status.own.usdToday} ${status.own.tokensToday}`);
  const model = useEngineStatus(({ status }) => status && `${status.llm.state} ${status.llm.model ?? ''}`);
  const budget = useSettings(
    ({ settings }) => settings && `${settings['llm.budget.usdPerMonth']} ${settings['llm.budget.tokensPerDay']}`,
  );
  return useAnswer('costs.summary', {}, `${spent ?? ''} ${model ?? ''} ${budget ?? ''}`);
}
